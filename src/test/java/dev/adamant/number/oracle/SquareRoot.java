package dev.adamant.number.oracle;

/** The number {@code ±√radicand}, compared by comparing squares. */
public record SquareRoot(boolean negative, Dyadic radicand) implements ExactReal {

  public SquareRoot {
    if (radicand.signum() < 0) {
      throw new ArithmeticException("radicand must not be negative, was " + radicand);
    }
  }

  @Override
  public int signum() {
    return negative ? -radicand.signum() : radicand.signum();
  }

  @Override
  public int compareTo(Dyadic other) {
    if (signum() != other.signum()) {
      return Integer.compare(signum(), other.signum());
    }
    int bySquares = radicand.compareTo(other.multiply(other));
    return negative ? -bySquares : bySquares;
  }

  @Override
  public SquareRoot negate() {
    return new SquareRoot(!negative, radicand);
  }
}
