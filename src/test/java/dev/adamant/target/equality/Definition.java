package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Philox;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What every target must answer, element by element, index by index, straight from {@link
 * dev.adamant.number}: another program than the target {@code reference}, which is tested too.
 */
final class Definition {

  private Definition() {}

  /** Does work on tensors of the host. */
  static void execute(Work work) {
    Tensor out = work.out();
    long[] index = new long[out.rank()];
    for (long i = 0; i < out.count(); i++) {
      long rest = i;
      for (int d = out.rank() - 1; d >= 0; d--) {
        index[d] = rest % out.size(d);
        rest /= out.size(d);
      }
      element(work, i, index);
    }
  }

  private static void element(Work work, long i, long[] index) {
    Tensor out = work.out();
    switch (work) {
      case Work.Map map -> map(map, index);
      case Work.Zip zip -> zip(zip, index);
      case Work.Fma fma ->
          out.set(fma(out, fma.a().get(index), fma.b().get(index), fma.c().get(index)), index);
      case Work.Convert convert -> convert(convert, index);
      case Work.Copy copy -> {
        if (out.type().kind() == Kind.QUIRE) {
          set(out, index, quire(copy.a(), index));
        } else {
          out.set(copy.a().get(index), index);
        }
      }
      case Work.Random random -> {
        int u = Philox.word(random.seed(), random.stream(), random.step(), random.first() + i);
        out.set(fromDouble(out.type(), random.distribution().define(u)), index);
      }
      case Work.Reduce reduce -> reduce(reduce, index);
      case Work.Contract contract -> contract(contract, index);
    }
  }

  private static void map(Work.Map map, long[] index) {
    if (map.out().type().kind() == Kind.QUIRE) {
      Quire quire = quire(map.a(), index);
      quire.negate();
      set(map.out(), index, quire);
    } else {
      map.out().set(apply(map.operation(), map.out().type(), map.a().get(index)), index);
    }
  }

  private static void zip(Work.Zip zip, long[] index) {
    if (zip.out().type().kind() == Kind.QUIRE) {
      Quire quire = quire(zip.a(), index);
      quire.merge(quire(zip.b(), index));
      set(zip.out(), index, quire);
    } else {
      zip.out()
          .set(
              apply(zip.operation(), zip.out().type(), zip.a().get(index), zip.b().get(index)),
              index);
    }
  }

  private static void convert(Work.Convert convert, long[] index) {
    Tensor out = convert.out();
    Tensor a = convert.a();
    boolean toQuire = out.type().kind() == Kind.QUIRE;
    if (a.type().kind() == Kind.QUIRE) {
      if (toQuire) {
        set(out, index, quire(a, index));
      } else {
        out.set(quire(a, index).toPosit(), index);
      }
    } else if (toQuire) {
      Quire quire = new Quire(out.format());
      quire.add(a.get(index));
      set(out, index, quire);
    } else {
      out.set(convert(a.type(), out.type(), a.get(index)), index);
    }
  }

  private static void reduce(Work.Reduce reduce, long[] index) {
    Tensor a = reduce.a();
    Tensor out = reduce.out();
    Accumulator sum = new Accumulator(a.type(), reduce.addend(), index);
    long extreme = a.type().kind() == Kind.POSIT ? a.format().nar() : nan(a.type());
    long[] at = java.util.Arrays.copyOf(index, index.length + 1);
    for (long k = 0; k < a.size(-1); k++) {
      at[index.length] = k;
      long value = a.get(at);
      if (reduce.operation() == ReduceOperation.SUM) {
        sum.add(value);
      } else {
        BinaryOperation two =
            reduce.operation() == ReduceOperation.MAX ? BinaryOperation.MAX : BinaryOperation.MIN;
        extreme = k == 0 ? value : apply(two, a.type(), extreme, value);
      }
    }
    if (reduce.operation() == ReduceOperation.SUM) {
      sum.store(out, index);
    } else {
      out.set(extreme, index);
    }
  }

  private static void contract(Work.Contract contract, long[] index) {
    int rank = index.length;
    Accumulator sum =
        new Accumulator(contract.terms().getFirst().a().type(), contract.addend(), index);
    for (Work.Term term : contract.terms()) {
      long[] left = index.clone();
      long[] right = index.clone();
      for (long k = 0; k < term.a().size(-1); k++) {
        left[rank - 1] = k;
        right[rank - 2] = k;
        sum.addProduct(term.a().get(left), term.b().get(right), term.negated());
      }
    }
    sum.store(contract.out(), index);
  }

  private static long fma(Tensor out, long a, long b, long c) {
    DataType type = out.type();
    if (type.kind() == Kind.POSIT) {
      return Posit.fma(type.format(), a, b, c);
    }
    return type.byteSize() == 4
        ? Float.floatToRawIntBits(
            Math.fma(
                Float.intBitsToFloat((int) a),
                Float.intBitsToFloat((int) b),
                Float.intBitsToFloat((int) c)))
        : fromDouble(type, Math.fma(toDouble(type, a), toDouble(type, b), toDouble(type, c)));
  }

  private static long apply(UnaryOperation operation, DataType type, long a) {
    if (type.kind() == Kind.POSIT) {
      return operation.define(type.format(), a);
    }
    double value = toDouble(type, a);
    return fromDouble(
        type,
        switch (operation) {
          case NEG -> -value;
          case ABS -> Math.abs(value);
          case SQRT -> Math.sqrt(value);
          default -> throw new IllegalArgumentException(operation + " of floats has no definition");
        });
  }

  private static long apply(BinaryOperation operation, DataType type, long a, long b) {
    if (type.kind() == Kind.POSIT) {
      return operation.define(type.format(), a, b);
    }
    double x = toDouble(type, a);
    double y = toDouble(type, b);
    return fromDouble(
        type,
        switch (operation) {
          case ADD -> x + y;
          case SUB -> x - y;
          case MUL -> x * y;
          case DIV -> x / y;
          case MAX -> Math.max(x, y);
          case MIN -> Math.min(x, y);
          case GATE -> Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : y > 0 ? x : 0;
        });
  }

  private static long convert(DataType from, DataType to, long a) {
    if (from.kind() == Kind.POSIT && to.kind() == Kind.POSIT) {
      return Posit.convert(from.format(), to.format(), a);
    }
    if (from.equals(to)) {
      return a;
    }
    if (from.equals(DataType.FLOAT32) && to.kind() == Kind.POSIT) {
      return Posit.fromFloat(to.format(), Float.intBitsToFloat((int) a));
    }
    if (to.equals(DataType.FLOAT32) && from.kind() == Kind.POSIT) {
      return Float.floatToRawIntBits(Posit.toFloat(from.format(), a));
    }
    return fromDouble(to, toDouble(from, a));
  }

  private static double toDouble(DataType type, long a) {
    return switch (type.kind()) {
      case POSIT -> Posit.toDouble(type.format(), a);
      case IEEE ->
          type.byteSize() == 4 ? Float.intBitsToFloat((int) a) : Double.longBitsToDouble(a);
      case QUIRE -> throw new IllegalArgumentException(type + " as a double");
    };
  }

  private static long fromDouble(DataType type, double value) {
    return switch (type.kind()) {
      case POSIT -> Posit.fromDouble(type.format(), value);
      case IEEE ->
          type.byteSize() == 4
              ? Float.floatToRawIntBits((float) value)
              : Double.doubleToRawLongBits(value);
      case QUIRE -> throw new IllegalArgumentException("a double as " + type);
    };
  }

  private static long nan(DataType type) {
    return fromDouble(type, Double.NaN);
  }

  private static Quire quire(Tensor tensor, long[] index) {
    return Quire.fromBytes(tensor.format(), memory(tensor, index).toArray(ValueLayout.JAVA_BYTE));
  }

  private static void set(Tensor tensor, long[] index, Quire quire) {
    memory(tensor, index).copyFrom(MemorySegment.ofArray(quire.toBytes()));
  }

  private static MemorySegment memory(Tensor tensor, long[] index) {
    long at = tensor.offset();
    for (int d = 0; d < index.length; d++) {
      at += index[d] * tensor.stride(d);
    }
    long bytes = tensor.type().byteSize();
    return tensor.block().segment().asSlice(at * bytes, bytes);
  }

  /** A sum: in a quire, or of floats whose sums are exact in a double. */
  private static final class Accumulator {

    private final DataType type;
    private final Quire quire;
    private double sum;

    Accumulator(DataType type, Tensor addend, long[] index) {
      this.type = type;
      Format format = type.format();
      this.quire =
          format == null ? null : addend == null ? new Quire(format) : quire(addend, index);
    }

    void add(long a) {
      if (quire == null) {
        sum += toDouble(type, a);
      } else {
        quire.add(a);
      }
    }

    void addProduct(long a, long b, boolean negated) {
      if (quire == null) {
        sum += (negated ? -1 : 1) * toDouble(type, a) * toDouble(type, b);
      } else if (negated) {
        quire.subtractProduct(a, b);
      } else {
        quire.addProduct(a, b);
      }
    }

    void store(Tensor out, long[] index) {
      if (out.type().kind() == Kind.QUIRE) {
        set(out, index, quire);
      } else {
        out.set(quire == null ? fromDouble(type, sum) : quire.toPosit(), index);
      }
    }
  }
}
