package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.DataMix;
import dev.adamant.target.Distribution;
import dev.adamant.target.Kernel;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Work of any shape, layout, type and content by chance; the same seed draws the same again. */
final class DrawnWork {

  private static final DataMix[] MIXES = {DataMix.NORMAL, DataMix.EXTREME, DataMix.WITH_NAR};

  /** One NaR in so many elements, beside those of the mixes. */
  private static final int NAR_ONCE_IN = 60;

  private final SplittableRandom random;
  private final Region region;
  private final List<Format> formats;
  private final boolean alsoFloats;
  private final List<Tensor> memory = new ArrayList<>();
  private final DataMix mix;
  private final Work work;

  /**
   * Draws work.
   *
   * @param region for its tensors
   * @param formats to choose from
   * @param alsoFloats whether IEEE floats are a choice too
   */
  DrawnWork(
      Kernel kernel,
      SplittableRandom random,
      Region region,
      List<Format> formats,
      boolean alsoFloats) {
    this.random = random;
    this.region = region;
    this.formats = formats;
    this.alsoFloats = alsoFloats;
    this.mix = one(MIXES);
    this.work = draw(kernel);
  }

  Work work() {
    return work;
  }

  /** All memory, beside and between the elements too. */
  List<byte[]> bytes() {
    return memory.stream().map(t -> t.segment().toArray(ValueLayout.JAVA_BYTE)).toList();
  }

  private Work draw(Kernel kernel) {
    return switch (kernel) {
      case CONTRACT -> contract();
      case MAP -> map();
      case ZIP -> zip();
      case FMA -> fma();
      case REDUCE -> reduce();
      case RANDOM -> random();
      case CONVERT -> convert();
      case COPY -> copy();
    };
  }

  private Work contract() {
    DataType type = scalars();
    long[] lead = shape(random.nextInt(3), 4);
    long m = 1 + random.nextLong(7);
    long n = 1 + random.nextLong(7);
    List<Work.Term> terms = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      long k = random.nextLong(12);
      Tensor a = tensor(type, true, with(lead, m, k));
      terms.add(new Work.Term(a, tensor(type, true, with(lead, k, n)), random.nextBoolean()));
    }
    Tensor out = sum(type, with(lead, m, n));
    return new Work.Contract(out, terms, addend(type, out));
  }

  private Work reduce() {
    DataType type = scalars();
    long[] shape = shape(random.nextInt(4), 7);
    Tensor a = tensor(type, true, with(shape, random.nextLong(20)));
    if (random.nextInt(4) == 0) {
      ReduceOperation extreme = random.nextBoolean() ? ReduceOperation.MAX : ReduceOperation.MIN;
      return new Work.Reduce(extreme, tensor(type, false, shape), a);
    }
    Tensor out = sum(type, shape);
    return new Work.Reduce(ReduceOperation.SUM, out, a, addend(type, out));
  }

  private Tensor sum(DataType type, long... shape) {
    boolean exact = type.kind() == Kind.POSIT && random.nextInt(3) == 0;
    return tensor(exact ? DataType.quire(type.format()) : type, false, shape);
  }

  private Tensor addend(DataType type, Tensor out) {
    if (type.kind() == Kind.IEEE || random.nextInt(3) > 0) {
      return null;
    }
    return out.type().kind() == Kind.QUIRE && random.nextBoolean()
        ? out
        : tensor(DataType.quire(type.format()), true, out.shape());
  }

  private Work map() {
    DataType type = scalarsOrQuires();
    UnaryOperation operation =
        type.kind() == Kind.QUIRE ? UnaryOperation.NEG : one(UnaryOperation.values());
    Tensor out = tensor(type, false, anyShape());
    return new Work.Map(operation, out, like(out));
  }

  private Work zip() {
    DataType type = scalarsOrQuires();
    BinaryOperation operation =
        type.kind() == Kind.QUIRE ? BinaryOperation.ADD : one(BinaryOperation.values());
    Tensor out = tensor(type, false, anyShape());
    return new Work.Zip(operation, out, like(out), like(out));
  }

  private Work fma() {
    Tensor out = tensor(scalars(), false, anyShape());
    return new Work.Fma(out, like(out), like(out), like(out));
  }

  private Work random() {
    Tensor out = tensor(scalars(), false, anyShape());
    Distribution distribution = one(Distribution.values());
    return new Work.Random(
        distribution, out, random.nextLong(), random.nextInt(), 3, random.nextLong(1L << 40));
  }

  private Work convert() {
    DataType from = scalars();
    DataType to = scalars();
    int quires = from.kind() == Kind.POSIT ? random.nextInt(6) : 2;
    if (quires == 0) {
      to = DataType.quire(from.format());
    } else if (quires == 1) {
      to = from;
      from = DataType.quire(from.format());
    }
    Tensor out = tensor(to, false, anyShape());
    if (from.byteSize() == to.byteSize() && random.nextInt(3) == 0) {
      return new Work.Convert(
          out, from.equals(to) ? out : Tensor.over(out.block(), from, out.shape()));
    }
    return new Work.Convert(out, tensor(from, true, out.shape()));
  }

  private Work copy() {
    DataType type = scalarsOrQuires();
    long[] shape = anyShape();
    return new Work.Copy(packed(type, shape), packed(type, shape));
  }

  /** An operand for a result: the same, or another of its type and shape. */
  private Tensor like(Tensor out) {
    return random.nextInt(4) == 0 ? out : tensor(out.type(), true, out.shape());
  }

  private DataType scalars() {
    if (alsoFloats && random.nextInt(5) == 0) {
      return random.nextBoolean() ? DataType.FLOAT32 : DataType.FLOAT64;
    }
    return DataType.of(formats.get(random.nextInt(formats.size())));
  }

  private DataType scalarsOrQuires() {
    DataType type = scalars();
    return type.kind() == Kind.POSIT && random.nextInt(4) == 0
        ? DataType.quire(type.format())
        : type;
  }

  private long[] anyShape() {
    return shape(random.nextInt(4), 6);
  }

  private long[] shape(int rank, long most) {
    long[] shape = new long[rank];
    for (int d = 0; d < rank; d++) {
      shape[d] = 1 + random.nextLong(most);
    }
    return shape;
  }

  private static long[] with(long[] lead, long... last) {
    long[] shape = Arrays.copyOf(lead, lead.length + last.length);
    System.arraycopy(last, 0, shape, lead.length, last.length);
    return shape;
  }

  /** Anyhow in its memory; quires are contiguous. */
  private Tensor tensor(DataType type, boolean mayRepeat, long... shape) {
    if (type.kind() == Kind.QUIRE || random.nextInt(3) == 0) {
      return packed(type, shape);
    }
    return Scattered.view(random, backing -> packed(type, backing), mayRepeat, shape);
  }

  private Tensor packed(DataType type, long... shape) {
    Tensor tensor = region.tensor(type, shape);
    int size = type.byteSize();
    for (long i = 0; i < tensor.count(); i++) {
      if (type.kind() == Kind.QUIRE) {
        MemorySegment quire = MemorySegment.ofArray(quire(type.format()).toBytes());
        MemorySegment.copy(quire, 0, tensor.segment(), i * size, size);
      } else {
        Elements.set(tensor.segment(), size, i, element(type));
      }
    }
    memory.add(tensor);
    return tensor;
  }

  /** Floats are small integers, so that their sums are exact. */
  private long element(DataType type) {
    if (type.kind() == Kind.POSIT) {
      return random.nextInt(NAR_ONCE_IN) == 0
          ? type.format().nar()
          : mix.draw(type.format(), random);
    }
    int value = random.nextInt(-16, 17);
    return type.byteSize() == 4
        ? Float.floatToRawIntBits(value)
        : Double.doubleToRawLongBits(value);
  }

  private Quire quire(Format format) {
    Quire quire = new Quire(format);
    for (int products = random.nextInt(4); products > 0; products--) {
      quire.addProduct(mix.draw(format, random), mix.draw(format, random));
    }
    return quire;
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
