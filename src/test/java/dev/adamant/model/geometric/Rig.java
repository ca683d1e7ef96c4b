package dev.adamant.model.geometric;

import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Inference;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.ProgramLayer;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A program with random numbers for what it learns, run for single samples in posit32. */
final class Rig implements AutoCloseable {

  private static final DataType TYPE = DataType.of(Format.POSIT32);

  private final Program program;
  private final Target target = Targets.open("reference");
  private final Inference inference;
  private final Map<String, double[]> learned = new HashMap<>();

  Rig(Program program, long seed) {
    this.program = program;
    Network network = new Network(List.of(new ProgramLayer(program)), Loss.MEAN_SQUARED_ERROR);
    this.inference = Inference.open(target, network, TYPE, TYPE, 1);
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> stored = inference.weights().stored(0);
    for (int p = 0; p < stored.size(); p++) {
      Tensor tensor = stored.get(p);
      tensor.fill(random.doubles(tensor.count(), -1, 1).toArray());
      learned.put(program.learned().get(p).name(), tensor.toDoubles());
    }
  }

  /** Random numbers in the order of the program's inputs, as posits have them. */
  double[] sample(long seed) {
    double[] sample = new SplittableRandom(seed).doubles(program.inputs(), -1, 1).toArray();
    for (int i = 0; i < sample.length; i++) {
      sample[i] = Math.rint(sample[i] * 0x1p20) * 0x1p-20;
    }
    return sample;
  }

  /** The outputs for a sample. */
  double[] run(double[] sample) {
    inference.rows().fill(sample);
    return inference.run(1).toDoubles();
  }

  /** Gives learned values of the names, wholly, a number. */
  void learn(Map<String, Double> numbers) {
    List<Tensor> stored = inference.weights().stored(0);
    for (int p = 0; p < stored.size(); p++) {
      Double number = numbers.get(program.learned().get(p).name());
      if (number != null) {
        double[] all = new double[(int) stored.get(p).count()];
        Arrays.fill(all, number);
        stored.get(p).fill(all);
      }
    }
  }

  /** The numbers of a learned value. */
  double[] learned(String name) {
    return learned.get(name);
  }

  /** A multivector of a sample's inputs or outputs, by blade. */
  double[] multivector(double[] numbers, Role role, String name, int channel, int node) {
    int from = 0;
    for (Value value : program.values(role)) {
      if (value.name().equals(name)) {
        return multivector(numbers, from, value, channel, node);
      }
      from += value.length(program.signature());
    }
    throw new AssertionError("no value " + name);
  }

  private double[] multivector(double[] numbers, int from, Value value, int channel, int node) {
    double[] dense = new double[program.signature().size()];
    List<Integer> blades = program.signature().blades(value.grades());
    for (int k = 0; k < blades.size(); k++) {
      dense[blades.get(k)] =
          numbers[from + (k * value.channels() + channel) * value.nodes() + node];
    }
    return dense;
  }

  /** The sample or outputs with each multivector mapped; values of grade 0 stay. */
  double[] mapped(double[] numbers, Role role, Map<Integer, double[]> images) {
    double[] mapped = new double[numbers.length];
    int from = 0;
    for (Value value : program.values(role)) {
      List<Integer> blades = program.signature().blades(value.grades());
      int each = value.channels() * value.nodes();
      for (int c = 0; c < each; c++) {
        double[] dense = new double[program.signature().size()];
        for (int k = 0; k < blades.size(); k++) {
          double[] image = images.get(blades.get(k));
          for (int b = 0; b < image.length; b++) {
            dense[b] += numbers[from + k * each + c] * image[b];
          }
        }
        for (int k = 0; k < blades.size(); k++) {
          mapped[from + k * each + c] = dense[blades.get(k)];
        }
      }
      from += value.length(program.signature());
    }
    return mapped;
  }

  @Override
  public void close() {
    inference.close();
    target.close();
  }
}
