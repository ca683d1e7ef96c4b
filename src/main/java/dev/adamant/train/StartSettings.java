package dev.adamant.train;

import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.Pointwise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a job must have that begins from a model, where its settings say nothing: the sizes of a
 * dense network are found from its layers; those of one with structure, and the type of what the
 * optimizer keeps, from the {@code job.toml} beside the file where there is one.
 *
 * @param file of the model
 * @param description of it
 */
record StartSettings(Path file, ModelDescription description) {

  private static final String FORMAT = "precision.format";
  private static final List<String> STRUCTURE =
      List.of(
          "model.kind",
          "model.channels",
          "model.blocks",
          "model.steps",
          "model.hidden",
          "model.activation");

  /** The settings, completed. */
  JobSettings over(JobSettings settings) throws JobException {
    JobSettings beside = beside();
    JobSettings all = settings;
    List<Layer> layers = description.network().layers();
    if (layers.stream().allMatch(l -> l instanceof Dense || l instanceof Pointwise)) {
      all = put(all, "model.kind", Job.Model.DENSE);
      all = put(all, "model.hidden", hidden(layers));
      all = put(all, "model.activation", activation(layers));
    } else {
      for (String key : STRUCTURE) {
        all = beside.isSet(key) ? put(all, key, text(beside.value(key, null))) : all;
      }
    }
    all = put(all, "model.loss", description.network().loss().lossName());
    return settings.isSet(FORMAT) ? all : types(all, beside);
  }

  private JobSettings beside() throws JobException {
    Path job = new RunFiles(file.toAbsolutePath().getParent()).job();
    return Files.exists(job) ? JobSettings.read(job) : JobSettings.EMPTY;
  }

  private JobSettings types(JobSettings settings, JobSettings beside) throws JobException {
    JobSettings all = put(settings, FORMAT, description.compute().name());
    all = put(all, "precision.storage", description.storage().name());
    all = put(all, "precision.loss", description.loss().name());
    String optimizer = "precision.optimizer";
    return beside.isSet(optimizer) ? put(all, optimizer, text(beside.value(optimizer, null))) : all;
  }

  private static String hidden(List<Layer> layers) {
    List<Integer> widths = new ArrayList<>();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      if (layer instanceof Dense) {
        widths.add(layer.outputs());
      }
    }
    return text(widths);
  }

  private static String activation(List<Layer> layers) {
    return layers.stream()
        .filter(Pointwise.class::isInstance)
        .map(layer -> ((Pointwise) layer).activation())
        .findFirst()
        .orElse(Activation.IDENTITY)
        .activationName();
  }

  private static String text(Object value) {
    return value instanceof List<?> widths
        ? widths.stream().map(Object::toString).collect(Collectors.joining(","))
        : value.toString();
  }

  private JobSettings put(JobSettings settings, String key, String text) throws JobException {
    return settings.isSet(key) ? settings : settings.with(key, text, file.toString());
  }
}
