package dev.adamant.record;

import dev.adamant.certificate.verify.Json;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The version record of the paper: what a version of a model is and what it came from. Author and
 * time are those of its entry. Digests are SHA-256 in lower-case hexadecimal, empty where there is
 * nothing of the kind.
 *
 * @param model the name that it is served by: lower-case letters, digits, '.', '_' and '-', at most
 *     64, a letter or digit first
 * @param version its number, from 1 on without gaps
 * @param modelSha256 of model.safetensors
 * @param certificateSha256 of model.cert.json
 * @param jobSha256 of job.toml
 * @param dataSha256 of the data that it was trained on
 * @param probesSha256 of the labelled samples that successors are compared on
 * @param base modelSha256 of the weights that training began from
 * @param parent hash of the entry of the version that was the newest before; empty for the first
 * @param storage the format of the weights
 * @param compute the format that it computes in
 * @param task {@code classification} or {@code regression}
 * @param inputs features of a sample
 * @param outputs numbers of an answer
 * @param parameters numbers that were learnt
 * @param metrics of its training, as decimal text by name, such as {@code testAccuracy}
 * @param divergence Kullback-Leibler divergence KL(parent ‖ this) on the parent's probes, in nats a
 *     sample, as decimal text; empty where there is no parent, it has no probes, or it is of
 *     another shape
 */
public record VersionRecord(
    String model,
    int version,
    String modelSha256,
    String certificateSha256,
    String jobSha256,
    String dataSha256,
    String probesSha256,
    String base,
    String parent,
    String storage,
    String compute,
    String task,
    int inputs,
    int outputs,
    long parameters,
    SortedMap<String, String> metrics,
    String divergence)
    implements Statement {

  static final String KIND = "version";

  /** Makes the map its own. */
  public VersionRecord {
    metrics = new TreeMap<>(metrics);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode json() {
    ObjectNode node =
        Json.object()
            .put("model", model)
            .put("version", version)
            .put("modelSha256", modelSha256)
            .put("certificateSha256", certificateSha256)
            .put("jobSha256", jobSha256)
            .put("dataSha256", dataSha256)
            .put("probesSha256", probesSha256)
            .put("base", base)
            .put("parent", parent)
            .put("storage", storage)
            .put("compute", compute)
            .put("task", task)
            .put("inputs", inputs)
            .put("outputs", outputs)
            .put("parameters", parameters)
            .put("divergence", divergence);
    ObjectNode figures = node.putObject("metrics");
    metrics.forEach(figures::put);
    return node;
  }
}
