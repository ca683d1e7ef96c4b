package dev.adamant.target.check;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.Kernel;
import dev.adamant.target.ReduceOperation;
import dev.adamant.target.Target;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Draws one trial: operation, shapes, layouts and values. */
final class TrialMaker {

  /** Lengths at which vectors, blocks and work-groups begin and end. */
  private static final int[] LENGTHS = {
    1, 2, 3, 7, 8, 13, 16, 17, 31, 32, 63, 64, 65, 127, 128, 207, 256, 1000, 2049, 4098
  };

  private static final int ELEMENTS = 5000;
  private static final int PRODUCTS = 1 << 15;

  private final Target target;
  private final List<Subject> subjects;
  private final Subject subject;
  private final SplittableRandom random;
  private final List<Slot> slots = new ArrayList<>();
  private String operation = "";

  private TrialMaker(
      Target target, List<Subject> subjects, Subject subject, SplittableRandom random) {
    this.target = target;
    this.subjects = subjects;
    this.subject = subject;
    this.random = random;
  }

  /**
   * A trial; the same for the same arguments.
   *
   * @param subjects that take turns
   * @param number of the trial, 0 or more
   */
  static Trial make(Target target, List<Subject> subjects, long seed, long number) {
    Subject subject = subjects.get((int) (number % subjects.size()));
    SplittableRandom random = new SplittableRandom(mix(mix(seed) + number));
    TrialMaker maker = new TrialMaker(target, subjects, subject, random);
    Function<List<Tensor>, Work> assembly = maker.assembly();
    return new Trial(
        number,
        subject,
        maker.operation,
        List.copyOf(maker.slots),
        assembly,
        random.nextBoolean(),
        random.nextBoolean());
  }

  private Function<List<Tensor>, Work> assembly() {
    return switch (subject.kernel()) {
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

  private Function<List<Tensor>, Work> contract() {
    int terms = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
    long budget = (random.nextInt(32) == 0 ? 16L : 1L) * PRODUCTS / terms;
    long batch = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
    long inner = length(Math.min(budget / batch, ELEMENTS));
    long rows = length(Math.min(budget / batch / Math.max(inner, 1), 300));
    long columns = length(Math.min(budget / batch / Math.max(inner * rows, 1), 300));
    boolean swapped = random.nextBoolean();
    long m = swapped ? columns : rows;
    long n = swapped ? rows : columns;
    boolean stacked = batch > 1 || random.nextInt(8) == 0;
    boolean addend = sum(stacked ? new long[] {batch, m, n} : new long[] {m, n});
    boolean[] negated = new boolean[terms];
    int first = slots.size();
    for (int t = 0; t < terms; t++) {
      long k = t == 0 ? inner : length(Math.max(inner, 1));
      negated[t] = random.nextInt(4) == 0;
      operand("a" + t, stacked ? new long[] {batch, m, k} : new long[] {m, k});
      operand("b" + t, stacked ? new long[] {batch, k, n} : new long[] {k, n});
    }
    operation = terms == 1 && !negated[0] ? "" : "negated " + Arrays.toString(negated);
    return tensors -> {
      List<Work.Term> sum = new ArrayList<>();
      for (int t = 0; t < terms; t++) {
        sum.add(
            new Work.Term(tensors.get(first + 2 * t), tensors.get(first + 2 * t + 1), negated[t]));
      }
      return new Work.Contract(tensors.get(0), sum, addend ? tensors.get(first - 1) : null);
    };
  }

  private Function<List<Tensor>, Work> map() {
    boolean quires = subject.type().kind() == Kind.QUIRE;
    UnaryOperation chosen = quires ? UnaryOperation.NEG : any(UnaryOperation.values());
    operation = chosen.operationName();
    int[] at = elementwise("a");
    return tensors -> new Work.Map(chosen, tensors.get(0), tensors.get(at[0]));
  }

  private Function<List<Tensor>, Work> zip() {
    boolean quires = subject.type().kind() == Kind.QUIRE;
    BinaryOperation chosen = quires ? BinaryOperation.ADD : any(BinaryOperation.values());
    operation = chosen.operationName();
    int[] at = elementwise("a", "b");
    return tensors -> new Work.Zip(chosen, tensors.get(0), tensors.get(at[0]), tensors.get(at[1]));
  }

  private Function<List<Tensor>, Work> fma() {
    int[] at = elementwise("a", "b", "c");
    return tensors ->
        new Work.Fma(tensors.get(0), tensors.get(at[0]), tensors.get(at[1]), tensors.get(at[2]));
  }

  private Function<List<Tensor>, Work> reduce() {
    ReduceOperation chosen = any(ReduceOperation.values());
    operation = chosen.operationName();
    long line = length(ELEMENTS);
    long[] shape = shape(Math.max(1, 4 * ELEMENTS / Math.max(line, 1)), 2);
    long[] operand = Arrays.copyOf(shape, shape.length + 1);
    operand[shape.length] = line;
    boolean addend = false;
    if (chosen == ReduceOperation.SUM) {
      addend = sum(shape);
    } else {
      result(subject.type(), shape);
    }
    operand("a", operand);
    int first = addend ? slots.size() - 2 : 0;
    boolean added = addend;
    int last = slots.size() - 1;
    return tensors ->
        new Work.Reduce(
            chosen, tensors.get(0), tensors.get(last), added ? tensors.get(first) : null);
  }

  private Function<List<Tensor>, Work> random() {
    Distribution distribution = any(Distribution.values());
    long seed = random.nextLong();
    int stream = random.nextInt();
    int step = random.nextInt();
    long first =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> random.nextInt(9);
          case 2 -> (1L << 34) - random.nextInt(100);
          default -> random.nextLong(Long.MAX_VALUE - 2 * ELEMENTS);
        };
    operation =
        distribution.distributionName()
            + " seed "
            + seed
            + " stream "
            + stream
            + " step "
            + step
            + " first "
            + first;
    result(subject.type(), shape(ELEMENTS, 3));
    return tensors -> new Work.Random(distribution, tensors.getFirst(), seed, stream, step, first);
  }

  private Function<List<Tensor>, Work> convert() {
    DataType from = subject.type();
    List<DataType> types =
        subjects.stream()
            .filter(s -> s.kernel() == Kernel.CONVERT && converts(from, s.type()))
            .map(Subject::type)
            .toList();
    DataType to = types.get(random.nextInt(types.size()));
    long[] shape = shape(ELEMENTS, 3);
    result(to, shape);
    if (to.equals(from) && random.nextInt(4) == 0) {
      return tensors -> new Work.Convert(tensors.get(0), tensors.get(0));
    }
    operand("a", shape);
    return tensors -> new Work.Convert(tensors.get(0), tensors.get(1));
  }

  private Function<List<Tensor>, Work> copy() {
    long[] shape = shape(ELEMENTS, 3);
    slot("out", subject.type(), Layout.contiguous(random, shape));
    slot("a", subject.type(), Layout.contiguous(random, shape));
    return tensors -> new Work.Copy(tensors.get(0), tensors.get(1));
  }

  /** A result and the operands, where one of these may be the result itself. */
  private int[] elementwise(String... roles) {
    long[] shape = shape(ELEMENTS, 3);
    result(subject.type(), shape);
    int inPlace = random.nextInt(4) == 0 ? random.nextInt(roles.length) : -1;
    int[] at = new int[roles.length];
    for (int i = 0; i < roles.length; i++) {
      at[i] = i == inPlace ? 0 : slots.size();
      if (i != inPlace) {
        operand(roles[i], shape);
      }
    }
    return at;
  }

  /**
   * The result of exact sums and perhaps, as the last slot so far, an addend, which may be the
   * result itself.
   *
   * @return whether there is one
   */
  private boolean sum(long... shape) {
    DataType quires = DataType.quire(subject.type().format());
    boolean supported = target.supports(subject.kernel(), quires);
    boolean exact = supported && random.nextInt(3) == 0;
    result(exact ? quires : subject.type(), shape);
    if (!supported || random.nextInt(3) != 0) {
      return false;
    }
    if (!exact || random.nextBoolean()) {
      slot("addend", quires, Layout.contiguous(random, shape));
    }
    return true;
  }

  private void result(DataType type, long... shape) {
    slot("out", type, layout(type, true, shape));
  }

  private void operand(String role, long... shape) {
    slot(role, subject.type(), layout(subject.type(), false, shape));
  }

  private void slot(String role, DataType type, Layout layout) {
    slots.add(new Slot(role, type, layout, Values.any(random), random.nextLong()));
  }

  private Layout layout(DataType type, boolean result, long... shape) {
    return type.kind() == Kind.QUIRE
        ? Layout.contiguous(random, shape)
        : Layout.any(random, result, shape);
  }

  /** Up to so many elements, more or less, in up to so many dimensions. */
  private long[] shape(long elements, int rank) {
    long[] shape = new long[random.nextInt(rank + 1)];
    long left = subject.type().kind() == Kind.QUIRE ? elements / 16 : elements;
    for (int d = shape.length - 1; d >= 0; d--) {
      shape[d] = length(left);
      left /= Math.max(shape[d], 1);
    }
    return shape;
  }

  /** A length from 0, which is rare, to the most. */
  private long length(long most) {
    if (random.nextInt(100) == 0) {
      return 0;
    }
    if (random.nextBoolean()) {
      long length = LENGTHS[random.nextInt(LENGTHS.length)];
      if (length <= most) {
        return length;
      }
    }
    double bits =
        random.nextDouble() * (StrictMath.log((double) Math.max(most, 1)) / StrictMath.log(2));
    return Math.clamp(Math.round(StrictMath.pow(2, bits)), 1, Math.max(most, 1));
  }

  private <T> T any(T[] all) {
    return all[random.nextInt(all.length)];
  }

  /** Whether the conversion is defined: quires only from and to their format. */
  private static boolean converts(DataType from, DataType to) {
    if (from.kind() == Kind.QUIRE || to.kind() == Kind.QUIRE) {
      return from.format() != null && from.format().equals(to.format());
    }
    return from.kind() == Kind.POSIT || to.kind() == Kind.POSIT || from.equals(to);
  }

  /** The finalizer of MurmurHash3 by Appleby, with the constants of Stafford's variant 13. */
  private static long mix(long x) {
    long z = x;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
