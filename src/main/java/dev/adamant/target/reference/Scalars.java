package dev.adamant.target.reference;

import dev.adamant.memory.DataType;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.UnaryOperation;

/** What the kernels do with single elements of one type, given and returned as their patterns. */
interface Scalars {

  /** Those of the elements of a type other than quires. */
  static Scalars of(DataType type) {
    return switch (type.kind()) {
      case POSIT -> new PositScalars(type.format());
      case IEEE -> type.byteSize() == 4 ? new FloatScalars() : new DoubleScalars();
      case QUIRE -> throw new IllegalArgumentException(type + " has no scalars");
    };
  }

  /** The operation of one operand. */
  long apply(UnaryOperation operation, long a);

  /** The operation of two operands. */
  long apply(BinaryOperation operation, long a, long b);

  /** a·b + c. */
  long fma(long a, long b, long c);

  /** What stands for no number: NaR or NaN. */
  long nar();

  /** A value that is no less precise than the elements, rounded once. */
  long fromDouble(double value);

  /** An empty sum. */
  Sum sum();

  /** A sum of terms and products. */
  interface Sum {

    /** Adds a. */
    void add(long a);

    /** Adds a·b. */
    void addProduct(long a, long b);

    /** Subtracts a·b. */
    void subtractProduct(long a, long b);

    /** The sum as one element. */
    long rounded();
  }
}
