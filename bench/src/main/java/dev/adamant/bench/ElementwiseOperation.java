package dev.adamant.bench;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Function;
import dev.adamant.number.Posit;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;

/** The elementwise operations that are measured. */
enum ElementwiseOperation {
  /** a + b. */
  ADD,
  /** a·b. */
  MUL,
  /** a/b. */
  DIV,
  /** √a. */
  SQRT,
  /** e^a. */
  EXP,
  /** tanh a. */
  TANH;

  /** For a table. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** N(0,1), or magnitudes of it where the operation takes none below zero. */
  double[] operands(int count, long seed) {
    double[] values = Distribution.NORMAL.sample(count, seed);
    if (this == SQRT) {
      Arrays.setAll(values, i -> Math.abs(values[i]));
    }
    return values;
  }

  /** What the result must be. */
  long reference(Format f, long a, long b) {
    return switch (this) {
      case ADD -> Posit.add(f, a, b);
      case MUL -> Posit.mul(f, a, b);
      case DIV -> Posit.div(f, a, b);
      case SQRT -> Posit.sqrt(f, a);
      case EXP -> Function.EXP.apply(f, a);
      case TANH -> Function.TANH.apply(f, a);
    };
  }

  /** The operation on n elements, by the selected path of libadamant. */
  void run(int code, long n, MemorySegment result, MemorySegment a, MemorySegment b) {
    switch (this) {
      case ADD -> Native.zip(Adamant.ADM_ADD, code, n, result, a, b);
      case MUL -> Native.zip(Adamant.ADM_MUL, code, n, result, a, b);
      case DIV -> Native.zip(Adamant.ADM_DIV, code, n, result, a, b);
      case SQRT -> Native.map(Adamant.ADM_SQRT, code, n, result, a);
      case EXP -> Native.map(Adamant.ADM_EXP, code, n, result, a);
      case TANH -> Native.map(Adamant.ADM_TANH, code, n, result, a);
    }
  }
}
