package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  /** Known answers of an independent program. */
  @Test
  void theOrderIsPinned() {
    assertThat(Shuffle.permutation(10, 42, 7, 0)).containsExactly(9, 7, 0, 6, 1, 5, 2, 3, 8, 4);
    assertThat(Shuffle.permutation(10, 42, 7, 1)).containsExactly(3, 0, 9, 4, 6, 2, 1, 8, 7, 5);
    assertThat(Shuffle.permutation(12, -1, Split.STREAM, 0))
        .containsExactly(8, 9, 5, 10, 6, 7, 1, 2, 11, 0, 4, 3);
    ByteBuffer bytes = ByteBuffer.allocate(400_000);
    bytes.asIntBuffer().put(Shuffle.permutation(100_000, 2026, 1, 3));
    assertThat(Sha256.of(bytes.array()))
        .isEqualTo("9bb915a6669aabd322d46f263431e9404de409a56dd1a551ae7e3a54af1a196b");
  }

  @Test
  void everyOrderIsAsLikely() {
    Map<String, Integer> counts = new HashMap<>();
    int draws = 24_000;
    for (int epoch = 0; epoch < draws; epoch++) {
      counts.merge(Arrays.toString(Shuffle.permutation(4, 5, 1, epoch)), 1, Integer::sum);
    }
    double chiSquare = 0;
    double expected = draws / 24.0;
    for (int count : counts.values()) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(counts).hasSize(24);
    assertThat(chiSquare).isBetween(5.0, 50.0); // 23 degrees of freedom: 1 in 1000 lie above 49.7.
  }

  @Test
  void elementsAreTakenAlong() {
    int[] elements = {20, 30, 40, 50, 60, 70, 80, 90, 100, 110};
    assertThat(Shuffle.permutation(elements, 42, 7, 0))
        .containsExactly(110, 90, 20, 80, 30, 70, 40, 50, 100, 60);
    assertThat(elements).startsWith(20, 30).isSorted();
    assertThat(Shuffle.permutation(0, 1, 1, 1)).isEmpty();
    assertThat(Shuffle.permutation(1, 1, 1, 1)).containsExactly(0);
  }
}
