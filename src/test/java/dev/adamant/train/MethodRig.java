package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Constants;
import dev.adamant.model.Layer;
import dev.adamant.model.Network;
import dev.adamant.model.Pass;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One method at work on a target with seeded samples, made as the test wants it. */
final class MethodRig implements AutoCloseable {

  private static final long BYTES = 1L << 22;

  private final Target target;
  private final Region region;
  private final Region staging;
  private final Workbench bench;
  private final GradientMethod method;

  /** With its first weights. */
  MethodRig(
      Target target, Job job, Network network, int cut, Function<Workbench, GradientMethod> maker) {
    boolean shares = target.info().sharesHostMemory();
    this.target = target;
    this.region = target.region("rig", BYTES);
    this.staging = shares ? region : Region.open("rig staging", BYTES);
    try {
      List<Layer> extra = Methods.extraLayers(job.gradient(), network);
      this.bench = new Workbench(job, network, region, staging, extra, cut, 1);
      this.method = maker.apply(bench);
      begin(job, network);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void begin(Job job, Network network) {
    Pass pass = new Pass();
    bench.signals().prepare(pass, bench.constants());
    for (int i = 0; i < network.layers().size(); i++) {
      network
          .layers()
          .get(i)
          .initialise(
              pass,
              bench.weights().stored(i),
              bench.storageConstants(),
              job.seed(),
              Streams.weights(i));
    }
    method.initialise(pass);
    method.record(job.batch());
    for (Constants table : bench.tables()) {
      table.upload(target);
    }
    pass.run(target, 0);
    Random random = new Random(5);
    Tensor features = bench.features().rows();
    features.fill(random.doubles(features.count(), -1, 1).toArray());
    Tensor wanted = bench.targetRows().rows();
    double[] oneHot = new double[(int) wanted.count()];
    for (int b = 0; b < job.batch(); b++) {
      oneHot[b * network.outputs() + b % network.outputs()] = 1;
    }
    wanted.fill(oneHot);
  }

  /** Does a step with the first samples. */
  void step(int step, int rows) {
    bench.updater().begin(target, step, rows);
    method.step(target, step, rows);
  }

  /** All that training has made, as doubles by name. */
  Map<String, double[]> values() {
    Map<String, double[]> values = new TreeMap<>();
    copies((name, copy) -> values.put(name, copy.toDoubles()));
    return values;
  }

  /** All that training has made, byte for byte, by name. */
  Map<String, byte[]> bytes() {
    Map<String, byte[]> bytes = new TreeMap<>();
    copies((name, copy) -> bytes.put(name, copy.segment().toArray(ValueLayout.JAVA_BYTE)));
    return bytes;
  }

  private void copies(BiConsumer<String, Tensor> reader) {
    bench
        .kept()
        .forEach(
            (name, tensor) -> {
              try (Region host = Region.open("copy", tensor.byteSize() + Region.ALIGNMENT)) {
                Tensor copy = host.tensor(tensor.type(), tensor.shape());
                target.run(new Work.Copy(copy, tensor));
                reader.accept(name, copy);
              }
            });
  }

  /** Sets what training has made. */
  void restore(Map<String, double[]> values) {
    values.forEach(
        (name, elements) -> {
          Tensor tensor = bench.kept().get(name);
          try (Region host = Region.open("copy", tensor.byteSize() + Region.ALIGNMENT)) {
            Tensor copy = host.tensor(tensor.type(), tensor.shape());
            copy.fill(elements);
            target.run(new Work.Copy(tensor, copy));
          }
        });
  }

  @Override
  public void close() {
    region.close();
    staging.close();
  }
}
