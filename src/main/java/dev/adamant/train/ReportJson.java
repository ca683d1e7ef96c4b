package dev.adamant.train;

import dev.adamant.memory.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports as JSON. */
final class ReportJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ReportJson() {}

  static String text(Report report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", report.version());
    root.put("data", report.data());
    root.put("dataSha256", report.dataSha256());
    root.put("task", report.task());
    root.put("trainSamples", report.trainSamples());
    root.put("validationSamples", report.validationSamples());
    root.put("testSamples", report.testSamples());
    root.put("testAccuracy", report.testAccuracy());
    root.put("testLoss", report.testLoss());
    root.put("testRmse", report.testRmse());
    root.put("validationAccuracy", report.validationAccuracy());
    root.put("validationLoss", report.validationLoss());
    root.put("trainLoss", report.trainLoss());
    root.put("epochs", report.epochs());
    root.put("seed", report.seed());
    root.put("format", report.format());
    ObjectNode precision = root.putObject("precision");
    precision.put("compute", report.precision().compute().name());
    precision.put("storage", report.precision().storage().name());
    precision.put("optimizer", report.precision().optimizer().name());
    precision.put("loss", report.precision().loss().name());
    root.put("method", report.method());
    root.put("tangents", report.tangents());
    root.put("parameters", report.parameters());
    ArrayNode targets = root.putArray("targets");
    for (Report.UsedTarget target : report.targets()) {
      targets.addObject().put("name", target.name()).put("device", target.device());
    }
    root.put("peakTrainingBytes", report.peakTrainingBytes());
    root.put("peakInferenceBytes", report.peakInferenceBytes());
    root.put("datasetBytes", report.datasetBytes());
    root.put("jobSha256", report.jobSha256());
    root.put("base", report.base());
    root.put("modelSha256", report.modelSha256());
    root.put("secondsTotal", report.secondsTotal());
    root.put("samplesPerSecond", report.samplesPerSecond());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  static Report read(Path file) throws RunException {
    try {
      return report(JSON.readTree(Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new RunException(file + ": there is no such report: the run is not finished", e);
    } catch (IOException e) {
      throw new RunException(file + ": cannot be read: " + RunDirectory.reason(e), e);
    } catch (JacksonException | IllegalArgumentException e) {
      String why = e instanceof JacksonException j ? j.getOriginalMessage() : e.getMessage();
      throw new RunException(file + ": is no report of a run: " + why, e);
    }
  }

  private static Report report(JsonNode root) {
    JsonNode precision = root.required("precision");
    List<Report.UsedTarget> targets = new ArrayList<>();
    for (JsonNode target : root.required("targets")) {
      targets.add(
          new Report.UsedTarget(
              target.required("name").asString(), target.required("device").asString()));
    }
    return new Report(
        root.required("version").asString(),
        root.required("data").asString(),
        root.required("dataSha256").asString(),
        root.required("task").asString(),
        root.required("trainSamples").asInt(),
        root.required("validationSamples").asInt(),
        root.required("testSamples").asInt(),
        number(root, "testAccuracy"),
        number(root, "testLoss"),
        number(root, "testRmse"),
        number(root, "validationAccuracy"),
        number(root, "validationLoss"),
        root.required("trainLoss").asDouble(),
        root.required("epochs").asInt(),
        root.required("seed").asLong(),
        root.required("format").asString(),
        new Precision(
            type(precision, "compute"),
            type(precision, "storage"),
            type(precision, "optimizer"),
            type(precision, "loss")),
        root.required("method").asString(),
        root.required("tangents").asInt(),
        root.required("parameters").asLong(),
        targets,
        root.required("peakTrainingBytes").asLong(),
        root.required("peakInferenceBytes").asLong(),
        root.required("datasetBytes").asLong(),
        root.required("jobSha256").asString(),
        // Reports of runs before there were warm starts have none.
        root.path("base").asString(""),
        root.required("modelSha256").asString(),
        root.required("secondsTotal").asDouble(),
        root.required("samplesPerSecond").asDouble());
  }

  private static DataType type(JsonNode precision, String part) {
    return DataType.parse(precision.required(part).asString());
  }

  private static Double number(JsonNode root, String key) {
    return root.path(key).isNumber() ? root.path(key).doubleValue() : null;
  }
}
