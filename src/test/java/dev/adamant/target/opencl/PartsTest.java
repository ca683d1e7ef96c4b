package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Parts of sums: every term is in one of them. */
class PartsTest {

  private static DeviceTraits device(boolean cpu, int units) {
    return new DeviceTraits(cpu, units, 1 << 15, 256, 1 << 30);
  }

  @Test
  void everyTermIsInOnePart() {
    SplittableRandom random = new SplittableRandom(20260302);
    for (int trial = 0; trial < 500; trial++) {
      DeviceTraits device = device(random.nextBoolean(), 1 + random.nextInt(200));
      int terms = random.nextInt(random.nextInt(1, 20_000));
      Parts parts = Parts.of(device, random.nextInt(300), terms);
      assertTermsOnce(parts, terms);
      int others = random.nextInt(20_000);
      assertTermsOnce(parts.forTerms(others), others);
      assertThat(parts.forTerms(others).count()).isEqualTo(parts.count());
    }
  }

  @Test
  void onlyFewLongSumsAreCut() {
    for (boolean cpu : new boolean[] {true, false}) {
      DeviceTraits device = device(cpu, 4);
      assertThat(Parts.of(device, 1, 1 << 20).count()).isGreaterThan(4);
      assertThat(Parts.of(device, 0, 1 << 20)).isEqualTo(Parts.WHOLE);
      assertThat(Parts.of(device, 1 << 20, 1 << 20)).isEqualTo(Parts.WHOLE);
      assertThat(Parts.of(device, 1, 16)).isEqualTo(Parts.WHOLE);
    }
  }

  private static void assertTermsOnce(Parts parts, int terms) {
    int[] times = new int[terms];
    for (long part = 0; part < parts.count(); part++) {
      long first = part * parts.start();
      long last = terms - first < parts.span() ? terms : first + parts.span();
      for (long k = first; k < last; k += parts.step()) {
        times[(int) k]++;
      }
    }
    assertThat(times).containsOnly(terms == 0 ? new int[0] : new int[] {1});
  }
}
