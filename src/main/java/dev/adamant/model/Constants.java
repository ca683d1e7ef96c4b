package dev.adamant.model;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that passes need, each rounded once into a format and held once, in tables of the job's
 * region that are laid as they fill. They can be used to make work at once, and hold their values
 * after {@link #upload}.
 */
public final class Constants {

  /** Numbers of a table. */
  private static final int LENGTH = 16;

  private final Region region;
  private final DataType type;
  private final List<Tensor> tables = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private boolean uploaded;

  /**
   * None yet, and one table.
   *
   * @param region where they are held
   */
  public Constants(Region region, DataType type) {
    this.region = region;
    this.type = type;
    tables.add(region.tensor(type, LENGTH));
  }

  /** Their type. */
  public DataType type() {
    return type;
  }

  /**
   * A number, [1].
   *
   * @throws IllegalStateException when a new one comes after {@link #upload}
   * @throws dev.adamant.memory.MemoryException when the region has no room for another table
   */
  public Tensor get(double value) {
    int index = values.indexOf(value);
    if (index < 0) {
      if (uploaded) {
        throw new IllegalStateException(
            "the constant " + value + " comes after the upload of " + values);
      }
      index = values.size();
      if (index / LENGTH == tables.size()) {
        tables.add(region.tensor(type, LENGTH));
      }
      values.add(value);
    }
    int place = index % LENGTH;
    return tables.get(index / LENGTH).slice(0, place, place + 1L);
  }

  /** A number, repeated to a shape. */
  public Tensor get(double value, long... shape) {
    return get(value).expand(shape);
  }

  /** The number 0, repeated to the shape of a tensor. */
  public Tensor zerosLike(Tensor tensor) {
    return get(0.0, tensor.shape());
  }

  /** Gives all of them their values. */
  public void upload(Target target) {
    try (Region staging = Region.open("constants", 8L * LENGTH + Region.ALIGNMENT)) {
      Tensor host = staging.tensor(type, LENGTH);
      for (int t = 0; t < tables.size(); t++) {
        double[] numbers = new double[LENGTH];
        for (int i = 0; i < LENGTH && t * LENGTH + i < values.size(); i++) {
          numbers[i] = values.get(t * LENGTH + i);
        }
        host.fill(numbers);
        target.run(new Work.Copy(tables.get(t), host));
      }
    }
    uploaded = true;
  }
}
