package dev.adamant.target.reference;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;

/**
 * The arithmetic of {@link dev.adamant.number}.
 *
 * @param format of the patterns
 */
record PositScalars(Format format) implements Scalars {

  @Override
  public long apply(UnaryOperation operation, long a) {
    return operation.define(format, a);
  }

  @Override
  public long apply(BinaryOperation operation, long a, long b) {
    return operation.define(format, a, b);
  }

  @Override
  public long fma(long a, long b, long c) {
    return Posit.fma(format, a, b, c);
  }

  @Override
  public long nar() {
    return format.nar();
  }

  @Override
  public long fromDouble(double value) {
    return Posit.fromDouble(format, value);
  }

  @Override
  public ExactSum sum() {
    return sum(new Quire(format));
  }

  /** What continues the sum of a quire, in it. */
  ExactSum sum(Quire quire) {
    return new ExactSum(quire);
  }

  /**
   * A sum in a quire.
   *
   * @param quire what there is so far
   */
  record ExactSum(Quire quire) implements Sum {

    @Override
    public void add(long a) {
      quire.add(a);
    }

    @Override
    public void addProduct(long a, long b) {
      quire.addProduct(a, b);
    }

    @Override
    public void subtractProduct(long a, long b) {
      quire.subtractProduct(a, b);
    }

    @Override
    public long rounded() {
      return quire.toPosit();
    }
  }
}
