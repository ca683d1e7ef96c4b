package dev.adamant.serve.http;

import dev.adamant.data.Task;
import dev.adamant.model.Loss;
import dev.adamant.model.ModelDescription;

/** The tensors that a model may be asked for. */
enum OutputName {
  /** What the network gives, [rows, outputs]. */
  OUTPUT("output", "FP64"),
  /** Index of the greatest output, [rows]; −1 where one is no number. */
  LABEL("label", "INT64"),
  /** Its name, [rows]; empty where there is none. */
  CLASS("class", "BYTES"),
  /** Softmax of the outputs, [rows, outputs]; no numbers where there is no label. */
  PROBABILITIES("probabilities", "FP64");

  private final String text;
  private final String datatype;

  OutputName(String text, String datatype) {
    this.text = text;
    this.datatype = datatype;
  }

  /** As the protocol has it. */
  String text() {
    return text;
  }

  /** Its type in the protocol. */
  String datatype() {
    return datatype;
  }

  /** Whether it has a number for each output rather than one thing a row. */
  boolean wide() {
    return this == OUTPUT || this == PROBABILITIES;
  }

  /** Whether a model has it. */
  boolean of(ModelDescription model) {
    return switch (this) {
      case OUTPUT -> true;
      case LABEL, CLASS -> model.task() == Task.CLASSIFICATION;
      case PROBABILITIES ->
          model.task() == Task.CLASSIFICATION && model.network().loss() == Loss.CROSS_ENTROPY;
    };
  }

  /** Of that name; null for none. */
  static OutputName find(String name) {
    for (OutputName output : values()) {
      if (output.text.equals(name)) {
        return output;
      }
    }
    return null;
  }
}
