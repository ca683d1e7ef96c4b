package dev.adamant.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.oracle.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program as a layer, against the same program number by number in quires. */
class ProgramLayerTest {

  private static final int SAMPLES = 3;
  private static final int TANGENTS = 2;

  static List<Program> programs() {
    return List.of(Programs.signedVolume(), Programs.everything(), Programs.equivariant());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyNumberIsOneExactSumOrFunction(Program program) {
    for (Format format : List.of(Format.POSIT32, Format.POSIT16)) {
      check(program, format, false, false);
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyTangentIsOneExactSumOrRule(Program program) {
    for (Format format : List.of(Format.POSIT32, Format.BPOSIT16)) {
      check(program, format, true, true);
      check(program, format, true, false);
      check(program, format, false, true);
    }
  }

  private static void check(Program program, Format format, boolean byInput, boolean byLearned) {
    SplittableRandom random = Trials.generator("program " + format, 0);
    ProgramLayer layer = new ProgramLayer(program);
    try (LayerTrial trial = new LayerTrial(format)) {
      Tensor x = trial.random(random, layer.inputs(), SAMPLES);
      Tensor dx = trial.random(random, TANGENTS, layer.inputs(), SAMPLES);
      List<Tensor> parameters = new ArrayList<>();
      List<Tensor> dParameters = new ArrayList<>();
      for (Parameter parameter : layer.parameters()) {
        parameters.add(trial.random(random, parameter.dimensions()));
        dParameters.add(trial.random(random, longer(parameter.dimensions())));
      }
      Tensor y = trial.forward(layer, x, parameters);
      Tensor dy =
          byInput || byLearned
              ? trial.jvp(layer, x, parameters, byInput ? dx : null, byLearned ? dParameters : null)
              : null;
      for (int b = 0; b < SAMPLES; b++) {
        for (int k = 0; k < TANGENTS; k++) {
          HostProgram host = new HostProgram(program, format);
          set(
              host,
              program.values(Role.INPUT),
              split(program, Role.INPUT, column(x, b)),
              byInput ? split(program, Role.INPUT, column(dx.select(0, k), b)) : null);
          int tangent = k;
          set(
              host,
              program.learned(),
              parameters.stream().map(ProgramLayerTest::patterns).toList(),
              byLearned
                  ? dParameters.stream().map(t -> patterns(t.select(0, tangent))).toList()
                  : null);
          host.run();
          List<Value> outputs = program.values(Role.OUTPUT);
          assertThat(column(y, b))
              .isEqualTo(HostProgram.joined(outputs.stream().map(host::value).toList()))
              .doesNotContain(format.nar());
          if (dy != null) {
            assertThat(column(dy.select(0, k), b))
                .isEqualTo(HostProgram.joined(outputs.stream().map(host::tangent).toList()));
          }
        }
      }
    }
  }

  private static void set(
      HostProgram host, List<Value> values, List<long[]> patterns, List<long[]> tangents) {
    for (int v = 0; v < values.size(); v++) {
      host.set(values.get(v), patterns.get(v), tangents == null ? null : tangents.get(v));
    }
  }

  private static List<long[]> split(Program program, Role role, long[] all) {
    List<long[]> parts = new ArrayList<>();
    int from = 0;
    for (Value value : program.values(role)) {
      int length = value.length(program.signature());
      parts.add(Arrays.copyOfRange(all, from, from + length));
      from += length;
    }
    return parts;
  }

  private static long[] column(Tensor matrix, int b) {
    return patterns(matrix.select(1, b));
  }

  private static long[] patterns(Tensor tensor) {
    return LayerTrial.bits(tensor).stream().mapToLong(Long::longValue).toArray();
  }

  private static long[] longer(long[] shape) {
    long[] longer = new long[shape.length + 1];
    longer[0] = TANGENTS;
    System.arraycopy(shape, 0, longer, 1, shape.length);
    return longer;
  }

  /**
   * Tangents against difference quotients with h = 2^−20 in posit64, whose truncation and rounding
   * are both below 10^−6 of the greatest tangent here.
   */
  @ParameterizedTest
  @MethodSource("programs")
  void tangentsAreDerivatives(Program program) {
    SplittableRandom random = Trials.generator("quotients", 0);
    ProgramLayer layer = new ProgramLayer(program);
    Format f = Format.POSIT64;
    double h = 0x1p-20;
    try (LayerTrial trial = new LayerTrial(f)) {
      Tensor x = trial.random(random, layer.inputs(), SAMPLES);
      Tensor dx = trial.random(random, 1, layer.inputs(), SAMPLES);
      List<Tensor> parameters = new ArrayList<>();
      List<Tensor> directions = new ArrayList<>();
      for (Parameter parameter : layer.parameters()) {
        parameters.add(trial.random(random, parameter.dimensions()));
        long[] shape = longer(parameter.dimensions());
        shape[0] = 1;
        directions.add(trial.random(random, shape));
      }
      Tensor dy = trial.jvp(layer, x, parameters, dx, directions).select(0, 0);
      Tensor up = moved(trial, layer, x, dx, parameters, directions, h);
      Tensor down = moved(trial, layer, x, dx, parameters, directions, -h);
      double[] quotients = up.toDoubles();
      double[] downs = down.toDoubles();
      double most = 0;
      for (double d : dy.toDoubles()) {
        most = Math.max(most, Math.abs(d));
      }
      for (int i = 0; i < quotients.length; i++) {
        quotients[i] = (quotients[i] - downs[i]) / (2 * h);
        assertThat(dy.toDoubles()[i]).isCloseTo(quotients[i], Offset.offset(1e-6 * most));
      }
      assertThat(most).isPositive();
    }
  }

  private static Tensor moved(
      LayerTrial trial,
      Layer layer,
      Tensor x,
      Tensor dx,
      List<Tensor> parameters,
      List<Tensor> directions,
      double h) {
    List<Tensor> moved = new ArrayList<>();
    for (int p = 0; p < parameters.size(); p++) {
      moved.add(moved(trial, parameters.get(p), directions.get(p), h));
    }
    return trial.forward(layer, moved(trial, x, dx, h), moved);
  }

  private static Tensor moved(LayerTrial trial, Tensor p, Tensor direction, double h) {
    Tensor result = trial.tensor(p.shape());
    Format f = p.format();
    long step = Posit.fromDouble(f, h);
    Tensor d = direction.select(0, 0);
    LayerTrial.each(
        p.shape(), index -> result.set(Posit.fma(f, step, d.get(index), p.get(index)), index));
    return result;
  }
}
