package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Activation;
import dev.adamant.model.Constants;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.Pass;
import dev.adamant.number.oracle.Trials;
import dev.adamant.target.Distribution;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * A few steps of training on made-up samples, without data sets and epochs, whose results can be
 * compared.
 *
 * @param network what is trained
 * @param precision number formats
 * @param batch samples of a whole step
 * @param steps samples of each step
 * @param cut as {@link Execution} has it
 * @param integers whether all weights and samples are small whole numbers
 * @param weights of each parameter in turn, to begin with; empty for those of the seed
 * @param momentum of SGD: where there is any, it is the gradient after one step
 */
record Exercise(
    Network network,
    Precision precision,
    int batch,
    List<Integer> steps,
    int cut,
    boolean integers,
    double momentum,
    List<double[]> weights) {

  private static final long MOST_BYTES = 1L << 27;
  private static final int SEED = 7;

  /** One whole step. */
  static Exercise of(Network network, Precision precision, int batch) {
    return new Exercise(network, precision, batch, List.of(batch), 0, false, 0.5, List.of());
  }

  Exercise withSteps(Integer... sizes) {
    return new Exercise(
        network, precision, batch, List.of(sizes), cut, integers, momentum, weights);
  }

  Exercise withCut(int samples) {
    return new Exercise(network, precision, batch, steps, samples, integers, momentum, weights);
  }

  Exercise withIntegers() {
    return new Exercise(network, precision, batch, steps, cut, true, momentum, weights);
  }

  Exercise withoutMomentum() {
    return new Exercise(network, precision, batch, steps, cut, integers, 0, weights);
  }

  Exercise withWeights(List<double[]> first) {
    return new Exercise(network, precision, batch, steps, cut, integers, momentum, first);
  }

  /**
   * What remains.
   *
   * @param tensors weights and what the optimizer keeps, as patterns; after one step the momentum
   *     is the gradient
   * @param values the same as doubles
   * @param loss the sum over all samples
   * @param bytes that the region held
   * @param before weights at the beginning
   * @param x features of the last step, a sample after the other
   * @param y targets of the last step, likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
  record Outcome(
      Map<String, long[]> tensors,
      Map<String, double[]> values,
      double loss,
      long bytes,
      Map<String, double[]> before,
      double[] x,
      double[] y) {

    /** The gradient of a layer's parameter, after one step. */
    double[] gradient(int layer) {
      return values.get("layers." + layer + ".weight.momentum");
    }

    long[] gradientBits(int layer) {
      return tensors.get("layers." + layer + ".weight.momentum");
    }
  }

  Outcome run(Target target, Method method) {
    return run(target, method, 0);
  }

  Outcome run(Target target, Method method, int lookahead) {
    Job job = job(method, lookahead);
    return run(
        target,
        job,
        Methods.extraLayers(job.gradient(), network),
        bench -> Methods.of(job.gradient(), bench));
  }

  /** With a method made by hand. */
  Outcome run(Target target, Function<Workbench, GradientMethod> method) {
    return run(target, job(Method.EXACT, 0), List.of(), method);
  }

  /** The job. */
  Job job(Method method, int lookahead) {
    return new Job(
        new Job.Data("none", "", "auto", "none", 0.2, 0),
        new Job.Model(List.of(), Activation.RELU, network.loss()),
        precision,
        new Job.Gradient(method, 1, "mean", Distribution.NORMAL, lookahead),
        new Job.OptimizerSettings("sgd", 0.125, "constant", 0, momentum, 0.9, 0.999, 1e-8, 0, 0),
        1,
        batch,
        SEED);
  }

  private Outcome run(
      Target target, Job job, List<Layer> extra, Function<Workbench, GradientMethod> made) {
    boolean shares = target.info().sharesHostMemory();
    try (Region region = target.region("exercise", MOST_BYTES);
        Region host = Region.open("exercise on the host", MOST_BYTES)) {
      Region staging = shares ? region : host;
      Workbench bench = new Workbench(job, network, region, staging, extra, cut, steps.size());
      GradientMethod method = made.apply(bench);
      begin(target, bench, method, host);
      Map<String, double[]> before = new LinkedHashMap<>();
      copies(target, bench, host).forEach((name, copy) -> before.put(name, copy.toDoubles()));
      SplittableRandom random = Trials.generator("Exercise", SEED);
      for (int step = 0; step < steps.size(); step++) {
        int rows = steps.get(step);
        samples(bench, random);
        bench.updater().begin(target, step, rows);
        method.step(target, step, rows);
      }
      Pass round = new Pass();
      bench.loss().roundTotal(round);
      round.run(target, 0);
      Map<String, long[]> patterns = new LinkedHashMap<>();
      Map<String, double[]> values = new LinkedHashMap<>();
      copies(target, bench, host)
          .forEach(
              (name, copy) -> {
                patterns.put(name, patterns(copy));
                values.put(name, copy.toDoubles());
              });
      return new Outcome(
          patterns,
          values,
          HostCopies.number(target, bench.loss().rounded()),
          region.liveBytes(),
          before,
          bench.features().rows().toDoubles(),
          bench.targetRows().rows().toDoubles());
    }
  }

  private void begin(Target target, Workbench bench, GradientMethod method, Region host) {
    Pass pass = new Pass();
    bench.signals().prepare(pass, bench.constants());
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      layer.initialise(
          pass, bench.weights().stored(i), bench.storageConstants(), SEED, Streams.weights(i));
    }
    method.initialise(pass);
    bench.loss().clearTotal(pass);
    method.record(batch);
    for (Constants table : bench.tables()) {
      table.upload(target);
    }
    pass.run(target, 0);
    SplittableRandom random = Trials.generator("integers", SEED);
    Iterator<double[]> given = weights.iterator();
    for (int i = 0; i < network.layers().size(); i++) {
      for (Tensor parameter : bench.weights().stored(i)) {
        if (integers || given.hasNext()) {
          Tensor copy = host.tensor(parameter.type(), parameter.shape());
          copy.fill(
              given.hasNext()
                  ? given.next()
                  : numbers(parameter.count(), () -> random.nextInt(-2, 3)));
          target.run(new Work.Copy(parameter, copy));
        }
      }
    }
  }

  private void samples(Workbench bench, SplittableRandom random) {
    Tensor x = bench.features().rows();
    x.fill(
        numbers(x.count(), () -> integers ? random.nextInt(-2, 3) : random.nextDouble(-1.5, 1.5)));
    Tensor y = bench.targetRows().rows();
    double[] wanted =
        numbers(y.count(), () -> integers ? random.nextInt(-2, 3) : random.nextDouble(-1, 1));
    if (network.loss() == Loss.CROSS_ENTROPY) {
      int classes = network.outputs();
      for (int i = 0; i < wanted.length; i += classes) {
        int right = random.nextInt(classes);
        for (int c = 0; c < classes; c++) {
          wanted[i + c] = c == right ? 1 : 0;
        }
      }
    }
    y.fill(wanted);
  }

  private static double[] numbers(long count, DoubleSupplier source) {
    double[] numbers = new double[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = source.getAsDouble();
    }
    return numbers;
  }

  private static Map<String, Tensor> copies(Target target, Workbench bench, Region host) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    bench
        .kept()
        .forEach(
            (name, tensor) -> {
              Tensor copy = host.tensor(tensor.type(), tensor.shape());
              target.run(new Work.Copy(copy, tensor));
              copies.put(name, copy);
            });
    return copies;
  }

  private static long[] patterns(Tensor tensor) {
    byte[] bytes = tensor.segment().toArray(ValueLayout.JAVA_BYTE);
    int size = tensor.type().byteSize();
    long[] patterns = new long[bytes.length / size];
    for (int i = 0; i < bytes.length; i++) {
      patterns[i / size] |= (bytes[i] & 0xFFL) << (8 * (i % size));
    }
    return patterns;
  }
}
