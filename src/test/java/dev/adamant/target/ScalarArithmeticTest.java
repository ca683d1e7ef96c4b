package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.adamant.number.Format;
import dev.adamant.number.oracle.Trials;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar arithmetic answers alike on every target. */
class ScalarArithmeticTest {

  private static final int LONGEST_DOT = 300;

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  /** The required targets in every format. */
  static Stream<Arguments> targetsAndFormats() {
    return Stream.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"))
        .flatMap(target -> formats().map(format -> arguments(target, format)));
  }

  /**
   * Fewer where every answer takes the way to a device and back, and where only the way could be
   * wrong, since the answers are made by the same code; more by the system property {@value
   * Trials#SAMPLES_PROPERTY}.
   */
  private static int samples(String target) {
    return Trials.samples(target.equals("native") ? 1_000 : 100);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("targetsAndFormats")
  void everyTargetGivesTheSameAnswers(String target, Format format) {
    SplittableRandom random = Trials.generator("scalars " + format, 0);
    DataMix[] mixes = DataMix.values();
    try (ReferenceArithmetic reference = new ReferenceArithmetic();
        TargetArithmetic arithmetic = TargetArithmetic.open(target)) {
      for (int i = 0; i < samples(target); i++) {
        long a = mixes[i % mixes.length].draw(format, random);
        long b = mixes[random.nextInt(mixes.length)].draw(format, random);
        long c = mixes[random.nextInt(mixes.length)].draw(format, random);
        assertThat(answers(arithmetic, format, a, b, c))
            .as("%s %s", format, Trials.hex(a, b, c))
            .isEqualTo(answers(reference, format, a, b, c));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("targetsAndFormats")
  void everyTargetGivesTheSameDots(String target, Format format) {
    SplittableRandom random = Trials.generator("scalar dots " + format, 0);
    try (ReferenceArithmetic reference = new ReferenceArithmetic();
        TargetArithmetic arithmetic = TargetArithmetic.open(target)) {
      int step = LONGEST_DOT / Math.min(LONGEST_DOT, samples(target));
      for (int length = 0; length <= LONGEST_DOT; length += step) {
        for (DataMix mix : DataMix.values()) {
          long[] a = mix.draw(format, length, random);
          long[] b = mix.draw(format, length, random);
          assertThat(arithmetic.dot(format, a, b, length))
              .as("%s %s %s %s", format, mix, Arrays.toString(a), Arrays.toString(b))
              .isEqualTo(reference.dot(format, a, b, length));
        }
      }
    }
  }

  @Test
  void theTargetReferenceTakesAnyFormat() {
    Format format = Format.of(24, 6, 5);
    Format wide = Format.of(32, 31, 6);
    try (TargetArithmetic arithmetic = TargetArithmetic.open("reference")) {
      assertThat(arithmetic.supports(format)).isTrue();
      long three = arithmetic.fromDouble(format, 3);
      assertThat(arithmetic.toDouble(format, arithmetic.fma(format, three, three, three)))
          .isEqualTo(12);
      assertThat(arithmetic.convert(format, Format.POSIT16, three))
          .isEqualTo(arithmetic.fromDouble(Format.POSIT16, 3));
      assertThat(arithmetic.dot(format, new long[] {three, three}, new long[] {three, three}, 2))
          .isEqualTo(arithmetic.fromDouble(format, 18));
      assertThatThrownBy(() -> arithmetic.apply(UnaryOperation.EXP, wide, wide.one()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(wide.toString());
    }
  }

  @Test
  void anArithmeticOnATargetLeavesItOpen() {
    try (Target target = Targets.open("reference")) {
      try (TargetArithmetic arithmetic = TargetArithmetic.on(target)) {
        assertThat(arithmetic.target()).isSameAs(target);
        assertThat(arithmetic.apply(UnaryOperation.NEG, Format.POSIT8, 1)).isEqualTo(-1);
      }
      try (TargetArithmetic again = TargetArithmetic.on(target)) {
        assertThat(again.apply(UnaryOperation.ABS, Format.POSIT8, -1)).isEqualTo(1);
      }
    }
  }

  @Test
  void theReferenceTakesAnyFormat() {
    try (ReferenceArithmetic reference = new ReferenceArithmetic()) {
      Format format = Format.of(10, 6, 1);
      assertThat(reference.supports(format)).isTrue();
      assertThat(reference.apply(BinaryOperation.ADD, format, format.one(), format.one()))
          .isEqualTo(reference.fromDouble(format, 2));
    }
  }

  @Test
  void theLibraryNamesTheFormatsItHas() {
    Format format = Format.of(10, 6, 1);
    try (TargetArithmetic arithmetic = TargetArithmetic.open("native")) {
      assertThat(arithmetic.supports(format)).isFalse();
      assertThatThrownBy(() -> arithmetic.apply(UnaryOperation.NEG, format, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("posit<10,6,1>", "bposit64", "reference");
    }
  }

  private static long[] answers(ScalarArithmetic target, Format format, long a, long b, long c) {
    Stream.Builder<Long> answers = Stream.builder();
    for (UnaryOperation operation : UnaryOperation.values()) {
      answers.add(target.apply(operation, format, a));
    }
    for (BinaryOperation operation : BinaryOperation.values()) {
      answers.add(target.apply(operation, format, a, b));
    }
    answers.add(target.fma(format, a, b, c));
    for (Format to : Format.standard()) {
      answers.add(target.convert(format, to, a));
    }
    double value = target.toDouble(format, a);
    answers.add(Double.doubleToRawLongBits(value));
    answers.add(target.fromDouble(format, value));
    answers.add(target.fromDouble(format, Math.nextUp(value)));
    return answers.build().mapToLong(Long::longValue).toArray();
  }
}
