package dev.adamant.target.equality;

import dev.adamant.memory.DataType;
import dev.adamant.number.Format;
import dev.adamant.number.oracle.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The candidates, opened once for a class of tests, and what the classes have in common. */
abstract class EqualitySuite {

  /** Lengths of tensors of one dimension: around what kernels take at a time, and odd. */
  static final long[] LENGTHS = {1, 13, 207, 4098};

  private static final long[][] SHAPES = {
    {1}, {13}, {207}, {4098}, {0}, {9, 23}, {3, 2, 5, 1, 7}, {2, 3, 2, 2, 3}
  };

  private static Candidates candidates;

  @BeforeAll
  static void openCandidates() {
    candidates = Candidates.open();
  }

  @AfterAll
  static void closeCandidates() {
    if (candidates != null) {
      candidates.close();
    }
  }

  static Candidates candidates() {
    return candidates;
  }

  static Stream<Format> formats() {
    return Format.standard().stream();
  }

  static List<long[]> shapes() {
    return List.of(SHAPES);
  }

  /** The formats' patterns and the floats. */
  static Stream<DataType> scalarTypes() {
    return Stream.concat(
        formats().map(DataType::of), Stream.of(DataType.FLOAT32, DataType.FLOAT64));
  }

  static SplittableRandom generator(String name) {
    return Trials.generator(name, 0);
  }

  /** Work on a result and operands of one shape and type, packed and scattered. */
  static void checkElementwise(
      String name, DataType out, List<DataType> operands, Equalities.Maker work) {
    SplittableRandom random = generator(name);
    for (long[] shape : shapes()) {
      for (boolean packed : new boolean[] {true, false}) {
        List<DataType> types = new ArrayList<>(List.of(out));
        types.addAll(operands);
        Equalities.check(name, random, types, shape, packed, candidates(), work);
      }
    }
  }
}
