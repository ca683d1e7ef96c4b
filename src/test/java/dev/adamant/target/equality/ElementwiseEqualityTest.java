package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.number.Format;
import dev.adamant.target.BinaryOperation;
import dev.adamant.target.Distribution;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels whose elements are independent give the same bits on every target. */
class ElementwiseEqualityTest extends EqualitySuite {

  /** The operations that IEEE 754 defines to the bit. */
  private static final Set<UnaryOperation> IEEE =
      EnumSet.of(UnaryOperation.NEG, UnaryOperation.ABS, UnaryOperation.SQRT);

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void map(DataType type) {
    for (UnaryOperation operation : UnaryOperation.values()) {
      if (type.kind() == Kind.POSIT || IEEE.contains(operation)) {
        checkElementwise(
            operation.operationName() + " " + type,
            type,
            List.of(type),
            t -> new Work.Map(operation, t.get(0), t.get(1)));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void zip(DataType type) {
    for (BinaryOperation operation : BinaryOperation.values()) {
      checkElementwise(
          operation.operationName() + " " + type,
          type,
          List.of(type, type),
          t -> new Work.Zip(operation, t.get(0), t.get(1), t.get(2)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void fma(DataType type) {
    checkElementwise(
        "fma " + type,
        type,
        List.of(type, type, type),
        t -> new Work.Fma(t.get(0), t.get(1), t.get(2), t.get(3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void resultsMayReplaceTheirOperands(DataType type) {
    checkElementwise(
        "abs in place " + type,
        type,
        List.of(),
        t -> new Work.Map(UnaryOperation.ABS, t.get(0), t.get(0)));
    checkElementwise(
        "sub in place " + type,
        type,
        List.of(type),
        t -> new Work.Zip(BinaryOperation.SUB, t.get(0), t.get(1), t.get(0)));
    checkElementwise(
        "fma in place " + type,
        type,
        List.of(type, type),
        t -> new Work.Fma(t.get(0), t.get(1), t.get(2), t.get(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void quires(Format format) {
    DataType type = DataType.quire(format);
    checkElementwise(
        "merge " + type,
        type,
        List.of(type, type),
        t -> new Work.Zip(BinaryOperation.ADD, t.get(0), t.get(1), t.get(2)));
    checkElementwise(
        "merge into the first " + type,
        type,
        List.of(type),
        t -> new Work.Zip(BinaryOperation.ADD, t.get(0), t.get(0), t.get(1)));
    checkElementwise(
        "merge into the second " + type,
        type,
        List.of(type),
        t -> new Work.Zip(BinaryOperation.ADD, t.get(0), t.get(1), t.get(0)));
    checkElementwise(
        "merge with itself " + type,
        type,
        List.of(),
        t -> new Work.Zip(BinaryOperation.ADD, t.get(0), t.get(0), t.get(0)));
    checkElementwise(
        "negate " + type,
        type,
        List.of(type),
        t -> new Work.Map(UnaryOperation.NEG, t.get(0), t.get(1)));
    checkElementwise(
        "negate in place " + type,
        type,
        List.of(),
        t -> new Work.Map(UnaryOperation.NEG, t.get(0), t.get(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void convert(DataType from) {
    scalarTypes()
        .forEach(
            to ->
                checkElementwise(
                    "convert " + from + " to " + to,
                    to,
                    List.of(from),
                    t -> new Work.Convert(t.get(0), t.get(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void convertQuires(Format format) {
    DataType pattern = DataType.of(format);
    DataType quire = DataType.quire(format);
    for (List<DataType> pair :
        List.of(List.of(pattern, quire), List.of(quire, pattern), List.of(quire, quire))) {
      checkElementwise(
          "convert " + pair.get(1) + " to " + pair.get(0),
          pair.get(0),
          pair.subList(1, 2),
          t -> new Work.Convert(t.get(0), t.get(1)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scalarTypes")
  void random(DataType type) {
    SplittableRandom random = generator("random " + type);
    for (Distribution distribution : Distribution.values()) {
      long seed = random.nextLong();
      int stream = random.nextInt();
      int step = random.nextInt();
      for (long first : new long[] {0, 3, (1L << 34) - 2, Long.MAX_VALUE - 5000}) {
        checkElementwise(
            distribution.distributionName() + " " + type + " from " + first,
            type,
            List.of(),
            t -> new Work.Random(distribution, t.get(0), seed, stream, step, first));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void copy(Format format) {
    for (DataType type : List.of(DataType.of(format), DataType.quire(format))) {
      for (long[] shape : shapes()) {
        Equalities.check(
            "copy " + type,
            generator("copy " + type),
            List.of(type, type),
            shape,
            true,
            candidates(),
            t -> new Work.Copy(t.get(0), t.get(1)));
      }
    }
  }
}
