package dev.adamant.serve.adapt;

import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.target.Target;
import dev.adamant.train.Execution;

/**
 * What an adaptation works with; all of it stays the caller's.
 *
 * @param settings what it does
 * @param registry of the model's versions
 * @param key signs versions; must be trusted by the registry
 * @param target computes candidates
 * @param execution how
 * @param request asks the server
 * @param listener hears what is done
 */
record AdaptParts(
    AdaptSettings settings,
    Registry registry,
    SigningKey key,
    Target target,
    Execution execution,
    RotationRequest request,
    AdaptListener listener) {}
