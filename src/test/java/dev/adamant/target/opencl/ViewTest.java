package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.target.opencl.Launcher.Long4;
import dev.adamant.target.opencl.View.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The blocks of a view against a walk over all indices. */
class ViewTest {

  private static final long GRID_LIMIT = 1 << 15;

  private final SplittableRandom random = new SplittableRandom(20260301);

  @Test
  void blocksVisitEveryIndexOnce() {
    for (int trial = 0; trial < 500; trial++) {
      int rank = random.nextInt(9);
      long[] shape = random.longs(rank, 0, rank > 5 ? 4 : 7).toArray();
      if (random.nextInt(4) != 0) {
        Arrays.setAll(shape, d -> Math.max(shape[d], 1));
      }
      Operand[] operands = {distinct(shape), any(rank), random(shape)};
      assertThat(places(View.of(shape, operands).blocks()))
          .as("trial %d", trial)
          .isEqualTo(places(shape, operands));
      long most = 1L + random.nextInt(50);
      List<Block> small = View.of(shape, operands).blocks(most);
      assertThat(small).allMatch(block -> count(block) <= most);
      assertThat(places(small)).isEqualTo(places(shape, operands));
      if (rank >= 2) {
        List<Block> matrices = View.ofMatrices(shape, operands).blocks();
        assertThat(places(matrices)).isEqualTo(places(shape, operands));
        assertThat(matrices)
            .allMatch(b -> b.shape().s0() == shape[rank - 1] && b.shape().s1() == shape[rank - 2]);
      }
    }
  }

  @Test
  void contiguousTensorsOfOneLayoutAreOneLine() {
    long[] shape = {5, 1, 7, 3};
    Operand backwards = new Operand(104, -21, 1000, -3, -1);
    Block block = only(View.of(shape, Operand.rowMajor(shape), backwards).blocks());
    assertThat(block.shape()).isEqualTo(new Long4(105, 1, 1, 1));
    assertThat(block.strides(0)).isEqualTo(new Long4(1, 0, 0, 0));
    assertThat(block.strides(1)).isEqualTo(new Long4(-1, 0, 0, 0));
  }

  @Test
  void aShortFastestDimensionDoesNotComeFirst() {
    long[] shape = {1000, 3};
    Operand transposed = new Operand(0, 1, 1000);
    Block block = only(View.of(shape, Operand.rowMajor(shape), transposed).blocks());
    assertThat(block.shape()).isEqualTo(new Long4(1000, 3, 1, 1));
    assertThat(block.strides(0)).isEqualTo(new Long4(3, 1, 0, 0));
    assertThat(block.strides(1)).isEqualTo(new Long4(1, 1000, 0, 0));
  }

  @Test
  void longDimensionsBesideTheFirstAreCut() {
    long[] shape = {100, 1000, 70_000, 100_000};
    Operand gaps = new Operand(7, 1L << 55, 1L << 44, 1L << 24, 2);
    List<Block> blocks = View.of(shape, gaps).blocks();
    long sum = 0;
    for (Block block : blocks) {
      assertThat(block.shape().s1()).isLessThanOrEqualTo(GRID_LIMIT);
      assertThat(block.shape().s2() * block.shape().s3()).isLessThanOrEqualTo(GRID_LIMIT);
      sum += count(block);
    }
    assertThat(sum).isEqualTo(100L * 1000 * 70_000 * 100_000);
  }

  private static Block only(List<Block> blocks) {
    assertThat(blocks).hasSize(1);
    return blocks.getFirst();
  }

  private static long count(Block block) {
    Long4 shape = block.shape();
    return shape.s0() * shape.s1() * shape.s2() * shape.s3();
  }

  /** A result: no place twice, dimensions in any order, some backwards. */
  private Operand distinct(long... shape) {
    long[] strides = new long[shape.length];
    boolean reversed = random.nextBoolean();
    long stride = 1L + random.nextInt(2);
    for (int i = 0; i < shape.length; i++) {
      int d = reversed ? i : shape.length - 1 - i;
      strides[d] = random.nextInt(4) == 0 ? -stride : stride;
      stride *= Math.max(shape[d], 1) + (random.nextInt(4) == 0 ? 1 : 0);
    }
    return new Operand(random.nextInt(100), strides);
  }

  private Operand random(long... shape) {
    return random.nextBoolean() ? Operand.rowMajor(shape) : any(shape.length);
  }

  private Operand any(int rank) {
    return new Operand(random.nextInt(100), random.longs(rank, -9, 10).toArray());
  }

  /** How often which places of all operands come, over every index. */
  private static Map<List<Long>, Long> places(long[] shape, Operand... operands) {
    Map<List<Long>, Long> all = new HashMap<>();
    long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    for (long i = 0; i < count; i++) {
      List<Long> places = new ArrayList<>();
      for (Operand operand : operands) {
        long place = operand.offset();
        long rest = i;
        for (int d = shape.length - 1; d >= 0; d--) {
          place += rest % shape[d] * operand.stride(d);
          rest /= shape[d];
        }
        places.add(place);
      }
      all.merge(places, 1L, Long::sum);
    }
    return all;
  }

  private static Map<List<Long>, Long> places(List<Block> blocks) {
    Map<List<Long>, Long> all = new HashMap<>();
    for (Block block : blocks) {
      Operand[] operands = new Operand[block.operands()];
      Arrays.setAll(operands, block::operand);
      places(block.lengths(), operands).forEach((at, times) -> all.merge(at, times, Long::sum));
    }
    return all;
  }
}
