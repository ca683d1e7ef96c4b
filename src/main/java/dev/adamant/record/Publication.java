package dev.adamant.record;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A version that is to be published.
 *
 * @param model the name that it is served by
 * @param file model.safetensors, with its certificate model.cert.json beside it, and job.toml and
 *     report.json where there are such
 * @param probes of {@link Probes}; null for none
 * @param base modelSha256 of the weights that training began from; empty for none
 * @param metrics as decimal text by name
 * @param divergence as in {@link VersionRecord#divergence}
 */
public record Publication(
    String model,
    Path file,
    Path probes,
    String base,
    SortedMap<String, String> metrics,
    String divergence) {}
