package dev.adamant.serve.http;

import dev.adamant.record.Registry;
import dev.adamant.serve.GateSettings;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.Rotator;
import dev.adamant.serve.ServedModels;
import dev.adamant.target.TargetInfo;
import java.time.Instant;

/**
 * What administration looks at and works on; all of it stays the caller's.
 *
 * @param registry that versions come from
 * @param rotator brings them in
 * @param gate what candidates must keep to where a request does not say
 * @param models that are served
 * @param metrics of requests
 * @param target that models run on
 * @param started when the server began
 */
public record AdminParts(
    Registry registry,
    Rotator rotator,
    GateSettings gate,
    ServedModels models,
    Metrics metrics,
    TargetInfo target,
    Instant started) {}
