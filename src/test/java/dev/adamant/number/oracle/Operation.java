package dev.adamant.number.oracle;

/**
 * The operations that are defined as "the exact result, rounded once", with their exact results.
 */
public enum Operation {
  ADD(2) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.add(b);
    }
  },
  SUB(2) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.subtract(b);
    }
  },
  MUL(2) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.multiply(b);
    }
  },
  DIV(2) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return b.signum() == 0 ? ExactReal.NOT_REAL : ExactRational.quotient(a, b);
    }
  },
  FMA(3) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.multiply(b).add(c);
    }
  },
  SQRT(1) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.signum() < 0 ? ExactReal.NOT_REAL : new SquareRoot(false, a);
    }
  },
  NEG(1) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.negate();
    }
  },
  ABS(1) {
    @Override
    ExactReal exact(Dyadic a, Dyadic b, Dyadic c) {
      return a.abs();
    }
  };

  private final int operandCount;

  Operation(int operandCount) {
    this.operandCount = operandCount;
  }

  abstract ExactReal exact(Dyadic a, Dyadic b, Dyadic c);

  /** How many operands the operation takes: 1, 2 or 3. */
  public int operandCount() {
    return operandCount;
  }

  /**
   * The exact result for patterns of one format; entries of {@code operands} beyond {@link
   * #operandCount} are not read.
   *
   * @return the result, or {@link ExactReal#NOT_REAL}
   */
  public ExactReal of(PositOracle format, long... operands) {
    Dyadic[] values = {Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO};
    for (int i = 0; i < operandCount; i++) {
      if (format.isNaR(operands[i])) {
        return ExactReal.NOT_REAL;
      }
      values[i] = format.finiteValue(operands[i]);
    }
    return exact(values[0], values[1], values[2]);
  }
}
