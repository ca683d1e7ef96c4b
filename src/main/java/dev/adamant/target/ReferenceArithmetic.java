package dev.adamant.target;

import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;

/** The arithmetic of {@link dev.adamant.number}, in any format: the definition of every answer. */
public final class ReferenceArithmetic implements ScalarArithmetic {

  private Quire quire = new Quire(Format.POSIT8);

  /** Ready for any format. */
  public ReferenceArithmetic() {}

  @Override
  public boolean supports(Format format) {
    return true;
  }

  @Override
  public long apply(UnaryOperation operation, Format format, long a) {
    return operation.define(format, a);
  }

  @Override
  public long apply(BinaryOperation operation, Format format, long a, long b) {
    return operation.define(format, a, b);
  }

  @Override
  public long fma(Format format, long a, long b, long c) {
    return Posit.fma(format, a, b, c);
  }

  @Override
  public long convert(Format from, Format to, long a) {
    return Posit.convert(from, to, a);
  }

  @Override
  public long fromDouble(Format format, double value) {
    return Posit.fromDouble(format, value);
  }

  @Override
  public double toDouble(Format format, long a) {
    return Posit.toDouble(format, a);
  }

  @Override
  public long dot(Format format, long[] a, long[] b, int length) {
    if (!quire.format().equals(format)) {
      quire = new Quire(format);
    }
    quire.clear();
    for (int i = 0; i < length; i++) {
      quire.addProduct(a[i], b[i]);
    }
    return quire.toPosit();
  }
}
