package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.util.Arrays;

/**
 * Compares answers of a target with those of the reference, which works out some rows of each. IEEE
 * floats, where the order of operations is free, only need to be near.
 */
final class Verification {

  /** Of sums of thousands of terms near 1, in float32. */
  private static final double NEAR = 1e-3;

  private final Target target;
  private final Target reference;

  /** Compares targets that stay the caller's to close. */
  Verification(Target target, Target reference) {
    this.target = target;
    this.reference = reference;
  }

  /**
   * Has the work done once and compares.
   *
   * @throws WrongAnswerException on the first difference
   */
  void check(Workload workload, Operands operands) {
    Views views = operands.views(workload);
    Work work = workload.work(views);
    // What was there before must not pass for the answer.
    Tensor out = wholeOf(views.out());
    try (Region host = Region.open("the benchmark's answers to compare", Long.MAX_VALUE)) {
      Tensor poison = host.tensor(out.type(), out.count());
      poison.segment().fill((byte) 0x5a);
      target.run(new Work.Copy(out, poison));
      target.run(work);
      Views all =
          new Views(
              onHost(host, views.out()),
              onHost(host, views.a()),
              onHost(host, views.b()),
              onHost(host, views.c()),
              0);
      Views sample = workload.sampled(all);
      Tensor expected = host.tensor(sample.out().type(), sample.out().shape());
      Views onReference = new Views(expected, sample.a(), sample.b(), sample.c(), sample.first());
      reference.run(workload.work(onReference));
      compare(workload, operands.type(), sample.out(), expected);
    }
  }

  private void compare(Workload workload, DataType type, Tensor actual, Tensor expected) {
    boolean exact = expected.type().kind() == Kind.POSIT || workload == Workload.TO_FLOAT32;
    long columns = expected.rank() > 1 ? expected.size(1) : 1;
    for (long i = 0; i < expected.count(); i++) {
      long[] index = expected.rank() > 1 ? new long[] {i / columns, i % columns} : new long[] {i};
      long right = expected.get(index);
      long answer = actual.get(index);
      if (exact ? right != answer : !isNear(right, answer)) {
        throw new WrongAnswerException(
            "target "
                + target.info().name()
                + ": "
                + workload.title()
                + " "
                + type
                + ": element "
                + Arrays.toString(index)
                + " of the sampled rows is "
                + pattern(actual.type(), answer)
                + ", must be "
                + pattern(actual.type(), right)
                + ": nothing is timed; adamant selftest --target "
                + target.info().name()
                + " looks closer");
      }
    }
  }

  private static boolean isNear(long right, long answer) {
    double expected = Float.intBitsToFloat((int) right);
    double actual = Float.intBitsToFloat((int) answer);
    return right == answer
        || (Double.isNaN(expected) && Double.isNaN(actual))
        || Math.abs(actual - expected) <= NEAR * Math.max(1, Math.abs(expected));
  }

  private static String pattern(DataType type, long pattern) {
    int digits = 2 * type.byteSize();
    String hex = String.format("%016x", pattern);
    return "0x" + hex.substring(hex.length() - digits);
  }

  private static Tensor wholeOf(Tensor view) {
    return view.reshape(view.count());
  }

  private Tensor onHost(Region host, Tensor view) {
    Tensor copy = host.tensor(view.type(), view.shape());
    target.run(new Work.Copy(copy, view));
    return copy;
  }
}
