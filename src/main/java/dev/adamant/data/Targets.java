package dev.adamant.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/** What is to be learnt of each sample. */
sealed interface Targets {

  /** How many samples there are. */
  int size();

  /** How many numbers a model gives for each. */
  int outputs();

  /** One of them, as it should be. */
  double get(int sample, int output);

  /** Feeds them to the digest. */
  void digest(MessageDigest digest);

  /**
   * The number itself, without the sign of a zero.
   *
   * @throws IllegalArgumentException when it is NaN or infinite
   */
  static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is no value of a dataset: it must be finite");
    }
    return value + 0.0;
  }

  /** A class for each sample. */
  final class Classes implements Targets {
    private final int[] labels;
    private final List<String> names;

    /**
     * Checks that the classes are there.
     *
     * @param labels for each sample the index of its class; the object's from now on
     * @param names of the classes
     */
    Classes(int[] labels, List<String> names) {
      this.labels = labels;
      this.names = List.copyOf(names);
      for (int label : labels) {
        if (label < 0 || label >= names.size()) {
          throw new IllegalArgumentException(
              "the label " + label + " is none of the " + names.size() + " classes");
        }
      }
    }

    /** The class of a sample. */
    int label(int sample) {
      return labels[sample];
    }

    /** The names of the classes. */
    List<String> names() {
      return names;
    }

    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public int outputs() {
      return names.size();
    }

    @Override
    public double get(int sample, int output) {
      return labels[sample] == output ? 1 : 0;
    }

    @Override
    public void digest(MessageDigest digest) {
      ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES);
      for (int label : labels) {
        digest.update(buffer.clear().putInt(label).flip());
      }
    }
  }

  /** Numbers for each sample. */
  final class Numbers implements Targets {
    private final int outputs;
    private final double[] values;

    /**
     * Checks that they are finite.
     *
     * @param outputs of a sample
     * @param values row-major; the object's from now on
     */
    Numbers(int outputs, double[] values) {
      if (outputs < 1 || values.length % outputs != 0) {
        throw new IllegalArgumentException(
            values.length + " targets are no rows of " + outputs + " each");
      }
      this.outputs = outputs;
      this.values = values;
      for (int i = 0; i < values.length; i++) {
        values[i] = finite(values[i]);
      }
    }

    @Override
    public int size() {
      return values.length / outputs;
    }

    @Override
    public int outputs() {
      return outputs;
    }

    @Override
    public double get(int sample, int output) {
      return values[Objects.checkIndex(sample, size()) * outputs + output];
    }

    @Override
    public void digest(MessageDigest digest) {
      new Values.Doubles(values).digest(digest);
    }
  }
}
