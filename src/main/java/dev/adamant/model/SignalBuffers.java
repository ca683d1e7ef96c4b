package dev.adamant.model;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A few buffers that the signals of a network go through, in turn or in places that are chosen. */
public final class SignalBuffers {

  private final List<Block> blocks = new ArrayList<>();
  private final DataType type;
  private final int batch;
  private final IntUnaryOperator place;

  /**
   * Lays them in the region, each wide enough for any layer; signals take them by turns.
   *
   * @param count how many signals are needed at the same time, at least 2
   * @param width features of the widest
   * @param batch samples
   */
  public SignalBuffers(Region region, DataType type, int count, int width, int batch) {
    this.type = type;
    this.batch = batch;
    this.place = number -> number % count;
    for (int i = 0; i < count; i++) {
      blocks.add(block(region, width));
    }
  }

  /**
   * Lays them in the region, each as wide as the widest of its signals.
   *
   * @param places for each signal the number of its buffer: all from 0 to the greatest are used
   * @param widths for each signal its features
   * @param batch samples
   */
  public SignalBuffers(Region region, DataType type, int[] places, int[] widths, int batch) {
    this.type = type;
    this.batch = batch;
    int[] chosen = places.clone();
    this.place = number -> chosen[number];
    int[] widest = new int[Arrays.stream(chosen).max().orElse(0) + 1];
    for (int i = 0; i < chosen.length; i++) {
      widest[chosen[i]] = Math.max(widest[chosen[i]], widths[i]);
    }
    for (int width : widest) {
      blocks.add(block(region, width));
    }
  }

  private Block block(Region region, int width) {
    return region.allocate((1L + width) * batch * type.byteSize());
  }

  /**
   * The signal of a number, until another one takes its buffer.
   *
   * @param number from 0, the input of the first layer
   */
  public Signal signal(int number, int features) {
    return Signal.over(blocks.get(place.applyAsInt(number)), type, features, batch);
  }

  /** Adds the work that writes the rows of ones, once for all signals. */
  public void prepare(Pass pass, Constants constants) {
    for (Block block : blocks) {
      Signal signal = Signal.over(block, type, 1, batch);
      pass.add(new Work.Convert(signal.ones(), constants.get(1.0, 1, batch)));
    }
  }
}
