package dev.adamant.target.reference;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Positions;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Philox;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.util.function.LongUnaryOperator;

/** The kernels whose elements are independent. */
final class ElementwiseKernels {

  private ElementwiseKernels() {}

  static void map(Work.Map work) {
    Tensor a = work.a();
    Cells operand = new Cells(a);
    Cells result = new Cells(work.out());
    Positions from = a.positions();
    Positions to = work.out().positions();
    if (a.type().kind() == Kind.QUIRE) {
      for (long i = 0; i < a.count(); i++) {
        Quire quire = operand.quire(from.next());
        quire.negate();
        result.set(to.next(), quire);
      }
      return;
    }
    Scalars scalars = Scalars.of(a.type());
    for (long i = 0; i < a.count(); i++) {
      result.set(to.next(), scalars.apply(work.operation(), operand.get(from.next())));
    }
  }

  static void zip(Work.Zip work) {
    Tensor a = work.a();
    Cells left = new Cells(a);
    Cells right = new Cells(work.b());
    Cells result = new Cells(work.out());
    Positions first = a.positions();
    Positions second = work.b().positions();
    Positions to = work.out().positions();
    if (a.type().kind() == Kind.QUIRE) {
      for (long i = 0; i < a.count(); i++) {
        Quire quire = left.quire(first.next());
        quire.merge(right.quire(second.next()));
        result.set(to.next(), quire);
      }
      return;
    }
    Scalars scalars = Scalars.of(a.type());
    for (long i = 0; i < a.count(); i++) {
      long x = left.get(first.next());
      long y = right.get(second.next());
      result.set(to.next(), scalars.apply(work.operation(), x, y));
    }
  }

  static void fma(Work.Fma work) {
    Scalars scalars = Scalars.of(work.out().type());
    Cells a = new Cells(work.a());
    Cells b = new Cells(work.b());
    Cells c = new Cells(work.c());
    Cells result = new Cells(work.out());
    Positions first = work.a().positions();
    Positions second = work.b().positions();
    Positions third = work.c().positions();
    Positions to = work.out().positions();
    for (long i = 0; i < work.out().count(); i++) {
      long x = a.get(first.next());
      long y = b.get(second.next());
      long z = c.get(third.next());
      result.set(to.next(), scalars.fma(x, y, z));
    }
  }

  static void random(Work.Random work) {
    Tensor out = work.out();
    Scalars scalars = Scalars.of(out.type());
    Cells result = new Cells(out);
    Positions to = out.positions();
    for (long i = 0; i < out.count(); i++) {
      int u = Philox.word(work.seed(), work.stream(), work.step(), work.first() + i);
      result.set(to.next(), scalars.fromDouble(work.distribution().define(u)));
    }
  }

  static void convert(Work.Convert work) {
    Tensor a = work.a();
    Cells operand = new Cells(a);
    Cells result = new Cells(work.out());
    Positions from = a.positions();
    Positions to = work.out().positions();
    boolean fromQuire = a.type().kind() == Kind.QUIRE;
    boolean toQuire = work.out().type().kind() == Kind.QUIRE;
    LongUnaryOperator conversion = conversion(a.type(), work.out().type());
    for (long i = 0; i < a.count(); i++) {
      long source = from.next();
      long place = to.next();
      if (fromQuire) {
        Quire quire = operand.quire(source);
        if (toQuire) {
          result.set(place, quire);
        } else {
          result.set(place, quire.toPosit());
        }
      } else if (toQuire) {
        Quire quire = new Quire(a.format());
        quire.add(operand.get(source));
        result.set(place, quire);
      } else {
        result.set(place, conversion.applyAsLong(operand.get(source)));
      }
    }
  }

  static void copy(Work.Copy work) {
    long bytes = work.out().byteSize();
    if (bytes == 0) {
      return; // The offset of no elements may lie beyond the block.
    }
    int size = work.out().type().byteSize();
    MemorySegment.copy(
        (MemorySegment) work.a().block().handle(),
        work.a().offset() * size,
        (MemorySegment) work.out().block().handle(),
        work.out().offset() * size,
        bytes);
  }

  /** How a pattern of one type becomes one of the other, where neither is a quire. */
  private static LongUnaryOperator conversion(DataType from, DataType to) {
    if (from.equals(to) && from.kind() == Kind.IEEE) {
      return a -> a;
    }
    if (from.equals(DataType.FLOAT32)) {
      return to.equals(DataType.FLOAT64)
          ? a -> Double.doubleToRawLongBits(Float.intBitsToFloat((int) a))
          : a -> Posit.fromFloat(to.format(), Float.intBitsToFloat((int) a));
    }
    if (from.equals(DataType.FLOAT64)) {
      return to.equals(DataType.FLOAT32)
          ? a -> Float.floatToRawIntBits((float) Double.longBitsToDouble(a))
          : a -> Posit.fromDouble(to.format(), Double.longBitsToDouble(a));
    }
    if (to.equals(DataType.FLOAT32)) {
      return a -> Float.floatToRawIntBits(Posit.toFloat(from.format(), a));
    }
    if (to.equals(DataType.FLOAT64)) {
      return a -> Double.doubleToRawLongBits(Posit.toDouble(from.format(), a));
    }
    return a -> Posit.convert(from.format(), to.format(), a);
  }
}
