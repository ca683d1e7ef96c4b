package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.BatchInput;
import dev.adamant.model.Constants;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.model.Pass;
import dev.adamant.model.Point;
import dev.adamant.model.Scratch;
import dev.adamant.model.Signal;
import dev.adamant.model.SignalBuffers;
import dev.adamant.model.Stage;
import dev.adamant.model.Weights;
import dev.adamant.model.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every method of training shares: the network's weights and what the optimizer keeps of them,
 * a batch on its way in, the loss, and the updater, all laid in the job's region. It can be laid on
 * paper, which is how a job is planned.
 */
final class Workbench {

  private final Job job;
  private final Network network;
  private final List<Stage> stages;
  private final Region region;
  private final Region staging;
  private final int cut;
  private final Constants constants;
  private final Constants storageConstants;
  private final Constants lossConstants;
  private final Weights weights;
  private final Updater updater;
  private final List<List<List<Tensor>>> states;
  private final BatchInput features;
  private final BatchInput targetRows;
  private final LossUnit loss;
  private final Tensor residual;
  private final List<Constants> tables = new ArrayList<>();
  private final Map<String, Tensor> kept = new LinkedHashMap<>();
  private final Workspace workspace;
  private SignalBuffers signals;

  /**
   * Lays the shared part.
   *
   * @param region of the target
   * @param staging of the host; the same where the target shares the host's memory
   * @param extra layers beside the network's that will be updated, such as heads
   * @param steps of the whole job
   */
  Workbench(
      Job job,
      Network network,
      Region region,
      Region staging,
      List<Layer> extra,
      int cut,
      long steps) {
    Precision precision = job.precision();
    this.job = job;
    this.network = network;
    this.stages = network.stages();
    this.region = region;
    this.staging = staging;
    this.cut = cut == 0 ? job.batch() : Math.min(cut, job.batch());
    this.constants = constants(precision.compute());
    this.workspace = new Workspace(constants, new Scratch(region));
    this.storageConstants = constants(precision.storage());
    this.lossConstants = constants(precision.loss());
    this.weights = new Weights(region, network.layers(), precision.storage(), precision.compute());
    List<Layer> updated = new ArrayList<>(network.layers());
    updated.addAll(extra);
    this.updater =
        new Updater(
            region,
            staging,
            Optimizers.of(job.optimizer()),
            LearningRate.of(job.optimizer(), steps),
            precision,
            updated);
    this.states = updater.states(region, network.layers());
    this.features =
        new BatchInput(region, staging, precision.compute(), network.inputs(), job.batch());
    this.targetRows =
        new BatchInput(region, staging, precision.loss(), network.outputs(), job.batch());
    this.loss =
        new LossUnit(
            region, network.loss(), precision, lossConstants, network.outputs(), job.batch());
    this.residual = region.tensor(precision.compute(), network.outputs(), job.batch());
    keep("layers", weights, states);
  }

  Job job() {
    return job;
  }

  Network network() {
    return network;
  }

  List<Stage> stages() {
    return stages;
  }

  /** Where methods lay tensors of their own. */
  Region region() {
    return region;
  }

  /** What layers need beside their operands. */
  Workspace workspace() {
    return workspace;
  }

  /** Of the host; the same region where the target shares the host's memory. */
  Region staging() {
    return staging;
  }

  /** Numbers in the type of computing. */
  Constants constants() {
    return constants;
  }

  /** Numbers in the type that weights are stored in. */
  Constants storageConstants() {
    return storageConstants;
  }

  /** All tables of constants, to be uploaded when every pass is made. */
  List<Constants> tables() {
    return tables;
  }

  private Constants constants(DataType type) {
    for (Constants table : tables) {
      if (table.type().equals(type)) {
        return table;
      }
    }
    Constants table = new Constants(region, type);
    tables.add(table);
    return table;
  }

  Weights weights() {
    return weights;
  }

  Updater updater() {
    return updater;
  }

  /** What the optimizer keeps of a layer: for each parameter those named. */
  List<List<Tensor>> states(int layer) {
    return states.get(layer);
  }

  /** [C, rows]: where the derivative of the network's own loss goes. */
  Tensor residual(int rows) {
    return residual.slice(1, 0, rows);
  }

  LossUnit loss() {
    return loss;
  }

  BatchInput features() {
    return features;
  }

  BatchInput targetRows() {
    return targetRows;
  }

  /** The type of computing. */
  DataType type() {
    return job.precision().compute();
  }

  /**
   * Lays the buffers of signals; called once, by the method.
   *
   * @param count how many are needed at a time, at least 2
   */
  void laySignals(int count) {
    signals = new SignalBuffers(region, type(), count, network.width(), job.batch());
  }

  /**
   * Lays the buffers of signals in places of the method's choice; called once, by the method.
   *
   * @param places the number of the buffer of each signal, from the input to the output
   */
  void laySignals(int[] places) {
    int[] widths = new int[places.length];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(i);
    }
    signals = new SignalBuffers(region, type(), places, widths, job.batch());
  }

  SignalBuffers signals() {
    return signals;
  }

  /** The signal after so many stages, for the first rows of the batch. */
  Signal signal(int afterStages, int rows) {
    return signals.signal(afterStages, width(afterStages)).samples(0, rows);
  }

  /** Features after so many stages. */
  int width(int afterStages) {
    return afterStages == 0 ? network.inputs() : stages.get(afterStages - 1).outputs();
  }

  /** Adds the work that brings features and targets of the first rows to their places. */
  void load(Pass pass, int rows) {
    features.load(pass, signal(0, rows).features());
    targetRows.load(pass, loss.targets().slice(1, 0, rows));
  }

  /** The units that a batch is cut into: where each ends; the last is {@code rows}. */
  List<Integer> cuts(int rows) {
    List<Integer> ends = new ArrayList<>();
    for (int end = Math.min(cut, rows); end < rows; end += cut) {
      ends.add(end);
    }
    ends.add(rows);
    return ends;
  }

  /** Adds the forward pass of one stage, unit by unit. */
  void forward(Pass pass, int stage, int rows) {
    Stage of = stages.get(stage);
    int from = 0;
    for (int to : cuts(rows)) {
      of.forward(
          pass,
          signal(stage, rows).samples(from, to),
          signal(stage + 1, rows).samples(from, to),
          weights,
          workspace,
          stage % Weights.SLOTS);
      from = to;
    }
  }

  /** Adds the tangent rule of a layer, as {@link Layer#jvp} has it, unit by unit. */
  void jvp(Pass pass, Layer layer, Point at, Tensor dx, List<Tensor> dParameters, Tensor dy) {
    int from = 0;
    for (int to : cuts((int) dy.size(2))) {
      boolean inPlace = dx != null && dx.isSameAs(dy);
      Tensor result = dy.slice(2, from, to);
      layer.jvp(
          pass,
          new Point(at.x().samples(from, to), at.y().samples(from, to), at.parameters()),
          inPlace ? result : dx == null ? null : dx.slice(2, from, to),
          dParameters,
          result,
          workspace);
      from = to;
    }
  }

  /** Has tensors kept between steps, in checkpoints, under names that begin with the prefix. */
  void keep(String prefix, Weights of, List<List<List<Tensor>>> ofStates) {
    List<String> names = updater.stateNames();
    for (int l = 0; l < of.layers().size(); l++) {
      for (int p = 0; p < of.stored(l).size(); p++) {
        String name = prefix + "." + l + "." + of.layers().get(l).parameters().get(p).name();
        keep(name, of.stored(l).get(p));
        for (int s = 0; s < names.size(); s++) {
          keep(name + "." + names.get(s), ofStates.get(l).get(p).get(s));
        }
      }
    }
  }

  private void keep(String name, Tensor tensor) {
    if (kept.putIfAbsent(name, tensor) != null) {
      throw new TrainingException(
          "two tensors of a checkpoint have the name "
              + name
              + ", one of them what the optimizer keeps of a parameter: rename the parameter");
    }
  }

  /** What a checkpoint holds, by name. */
  Map<String, Tensor> kept() {
    return Collections.unmodifiableMap(kept);
  }
}
