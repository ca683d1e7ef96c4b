package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.model.BatchOutput;
import dev.adamant.model.Constants;
import dev.adamant.model.Inference;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.model.Pass;
import dev.adamant.model.Signal;
import dev.adamant.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job with all its buffers and passes, in a region or on paper. */
final class Laid {

  private final Network network;
  private final Workbench bench;
  private final GradientMethod method;
  private final BatchOutput output;
  private final Pass prepare = new Pass();
  private final Pass initialise = new Pass();
  private final Pass clearLoss = new Pass();
  private final Pass roundLoss = new Pass();
  private final Map<Integer, Pass> evaluations = new HashMap<>();

  /**
   * Lays everything.
   *
   * @param staging of the host; the same region where the target shares the host's memory
   * @param steps of the whole job
   */
  Laid(Job job, Network network, Execution execution, Region region, Region staging, long steps) {
    this.network = network;
    this.bench =
        new Workbench(
            job,
            network,
            region,
            staging,
            Methods.extraLayers(job.gradient(), network),
            execution.cut(),
            steps);
    this.method = Methods.of(job.gradient(), bench);
    this.output =
        new BatchOutput(region, staging, job.precision().compute(), network.outputs(), job.batch());
    bench.signals().prepare(prepare, bench.constants());
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      layers
          .get(i)
          .initialise(
              initialise,
              bench.weights().stored(i),
              bench.storageConstants(),
              job.seed(),
              Streams.weights(i));
    }
    method.initialise(initialise);
    bench.loss().clearTotal(clearLoss);
    bench.loss().roundTotal(roundLoss);
  }

  /**
   * Makes the passes of whole batches, which need no more memory, so that all constants are known.
   */
  void record() {
    method.record(bench.job().batch());
    evaluation(bench.job().batch());
  }

  Workbench bench() {
    return bench;
  }

  GradientMethod method() {
    return method;
  }

  BatchOutput output() {
    return output;
  }

  /** Gives constants, rows of ones and weights their values. */
  void begin(Target target) {
    record();
    for (Constants table : bench.tables()) {
      table.upload(target);
    }
    prepare.run(target, 0);
    initialise.run(target, 0);
    clearLoss.run(target, 0);
  }

  Pass clearLoss() {
    return clearLoss;
  }

  Pass roundLoss() {
    return roundLoss;
  }

  /** The pass that answers the first rows, and finds their losses. */
  Pass evaluation(int rows) {
    return evaluations.computeIfAbsent(rows, this::recordEvaluation);
  }

  private Pass recordEvaluation(int rows) {
    Pass pass = new Pass();
    bench.load(pass, rows);
    Signal outputs =
        Inference.forward(pass, network, bench.weights(), bench.signals(), bench.workspace(), rows);
    output.store(pass, bench.signal(bench.stages().size(), bench.job().batch()));
    bench.loss().residual(pass, outputs.features(), bench.residual(rows));
    bench.loss().addLosses(pass, rows);
    return pass;
  }
}
