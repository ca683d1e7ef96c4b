package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import dev.adamant.number.oracle.Trials;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar arithmetic answers alike on both targets. */
class ScalarArithmeticTest {

  private static final int SAMPLES = 3_000;
  private static final int LONGEST_DOT = 300;

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void bothTargetsGiveTheSameAnswers(Format format) {
    SplittableRandom random = Trials.generator("scalars " + format, 0);
    DataMix[] mixes = DataMix.values();
    try (ReferenceArithmetic reference = new ReferenceArithmetic();
        NativeArithmetic library = NativeArithmetic.open()) {
      for (int i = 0; i < SAMPLES; i++) {
        long a = mixes[i % mixes.length].draw(format, random);
        long b = mixes[random.nextInt(mixes.length)].draw(format, random);
        long c = mixes[random.nextInt(mixes.length)].draw(format, random);
        assertThat(answers(library, format, a, b, c))
            .as("%s %s", format, Trials.hex(a, b, c))
            .isEqualTo(answers(reference, format, a, b, c));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void bothTargetsGiveTheSameDots(Format format) {
    SplittableRandom random = Trials.generator("scalar dots " + format, 0);
    try (ReferenceArithmetic reference = new ReferenceArithmetic();
        NativeArithmetic library = NativeArithmetic.open()) {
      for (int length = 0; length <= LONGEST_DOT; length++) {
        for (DataMix mix : DataMix.values()) {
          long[] a = mix.draw(format, length, random);
          long[] b = mix.draw(format, length, random);
          assertThat(library.dot(format, a, b, length))
              .as("%s %s %s %s", format, mix, Arrays.toString(a), Arrays.toString(b))
              .isEqualTo(reference.dot(format, a, b, length));
        }
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
    try (NativeArithmetic library = NativeArithmetic.open()) {
      assertThat(library.supports(format)).isFalse();
      assertThatThrownBy(() -> library.apply(UnaryOperation.NEG, format, 1))
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
