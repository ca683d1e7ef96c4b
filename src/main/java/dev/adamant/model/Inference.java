package dev.adamant.model;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network on a target, ready to answer batches: its weights, two buffers of signals, and the rows
 * that come in, in one region of exactly the bytes that {@link #plannedBytes} has said.
 */
public final class Inference implements AutoCloseable {

  private final Target target;
  private final Network network;
  private final Region region;
  private final Region staging;
  private final Weights weights;
  private final Workspace workspace;
  private final SignalBuffers signals;
  private final BatchInput input;
  private final BatchOutput output;
  private final int batch;
  private final Map<Integer, Pass> passes = new HashMap<>();

  private Inference(
      Target target,
      Network network,
      DataType storageType,
      DataType computeType,
      int batch,
      Region region,
      Region staging) {
    this.target = target;
    this.network = network;
    this.batch = batch;
    this.region = region;
    this.staging = staging;
    this.weights = new Weights(region, network.layers(), storageType, computeType);
    this.workspace = new Workspace(new Constants(region, computeType), new Scratch(region));
    this.signals = new SignalBuffers(region, computeType, 2, network.width(), batch);
    this.input = new BatchInput(region, staging, computeType, network.inputs(), batch);
    this.output = new BatchOutput(region, staging, computeType, network.outputs(), batch);
  }

  /**
   * The bytes that a network needs to answer batches, weights included; nothing is taken.
   *
   * @param sharesHostMemory as the target has it: else there are copies of inputs and outputs on
   *     the host
   */
  public static long plannedBytes(
      Network network,
      DataType storageType,
      DataType computeType,
      int batch,
      boolean sharesHostMemory) {
    try (Region region = Region.onPaper("inference");
        Region staging = Region.onPaper("inference staging")) {
      Inference planned =
          new Inference(
              null,
              network,
              storageType,
              computeType,
              batch,
              region,
              sharesHostMemory ? region : staging);
      planned.pass(batch);
      return region.liveBytes() + staging.liveBytes();
    }
  }

  /**
   * Takes the memory. Weights are 0 until they are written.
   *
   * @param target stays the caller's
   * @param batch the most samples at a time
   * @throws dev.adamant.memory.MemoryException when there is no room
   */
  public static Inference open(
      Target target, Network network, DataType storageType, DataType computeType, int batch) {
    boolean shares = target.info().sharesHostMemory();
    long bytes = plannedBytes(network, storageType, computeType, batch, shares);
    Region region = target.region("inference", bytes);
    Region staging = region;
    try {
      staging = shares ? region : Region.open("inference staging", bytes);
      Inference inference =
          new Inference(target, network, storageType, computeType, batch, region, staging);
      inference.pass(batch);
      Pass prepare = new Pass();
      inference.signals.prepare(prepare, inference.workspace.constants());
      inference.workspace.constants().upload(target);
      prepare.run(target, 0);
      return inference;
    } catch (RuntimeException | Error e) {
      region.close();
      staging.close();
      throw e;
    }
  }

  /** The parameters, to be written before the first {@link #run}. */
  public Weights weights() {
    return weights;
  }

  /** The most samples at a time. */
  public int batch() {
    return batch;
  }

  /** [batch, inputs] of the host: the caller writes the first rows, then calls {@link #run}. */
  public Tensor rows() {
    return input.rows();
  }

  /**
   * Answers the first rows.
   *
   * @return [outputs, rows] of the host, until the next call
   * @throws dev.adamant.target.TargetException when the target fails
   */
  public Tensor run(int rows) {
    pass(rows).run(target, 0);
    return output.values().slice(1, 0, rows);
  }

  /** Records the pass of so many rows, so that the first {@link #run} is as quick as the others. */
  public void prepare(int rows) {
    pass(rows);
  }

  private Pass pass(int rows) {
    return passes.computeIfAbsent(rows, this::record);
  }

  private Pass record(int rows) {
    Pass pass = new Pass();
    Signal x = signals.signal(0, network.inputs()).samples(0, rows);
    input.load(pass, x.features());
    forward(pass, network, weights, signals, workspace, rows);
    output.store(pass, signals.signal(network.stages().size(), network.outputs()));
    return pass;
  }

  /**
   * Adds the forward pass from signal 0 through all stages.
   *
   * @param rows how many samples of the batch
   * @return the outputs
   */
  public static Signal forward(
      Pass pass,
      Network network,
      Weights weights,
      SignalBuffers signals,
      Workspace workspace,
      int rows) {
    Signal x = signals.signal(0, network.inputs()).samples(0, rows);
    List<Stage> stages = network.stages();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      Signal y = signals.signal(i + 1, stage.outputs()).samples(0, rows);
      stage.forward(pass, x, y, weights, workspace, i % Weights.SLOTS);
      x = y;
    }
    return x;
  }

  /** Bytes that are held; what was planned. */
  public long heldBytes() {
    return region.peakBytes() + (staging == region ? 0 : staging.peakBytes());
  }

  /** Gives the memory back; the target stays open. */
  @Override
  public void close() {
    region.close();
    staging.close();
  }
}
