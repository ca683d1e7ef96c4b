package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How samples are taken and summarised, and allocation is measured. */
class TurnsTest {

  /** Notes what is done to it. */
  private static class Noted implements Workload {
    private final String name;
    private final List<String> notes;

    Noted(String name, List<String> notes) {
      this.name = name;
      this.notes = notes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long operations() {
      return 1;
    }

    @Override
    public void prepare() {
      notes.add(name + " prepared");
    }

    @Override
    public void run() {
      notes.add(name + " runs");
    }

    @Override
    public MemorySegment results() {
      return MemorySegment.NULL;
    }

    @Override
    public void check() {
      notes.add(name + " checked");
    }
  }

  @Test
  void samplesAreTakenByTurns() {
    List<String> notes = new ArrayList<>();
    Comparison result =
        new Turns(new Sampling(0, 1, 1)).compare(new Noted("A", notes), new Noted("B", notes));
    assertThat(result.pairs()).isEqualTo(Sampling.LEAST_PAIRS);
    assertThat(notes)
        .startsWith("A prepared", "A runs", "A checked", "B prepared", "B runs", "B checked");
    List<String> order = notes.stream().filter(note -> note.endsWith("prepared")).toList();
    String samples = String.join("", order).replace(" prepared", "");
    assertThat(samples).endsWith("ABBAABBAABBAAB").hasSizeGreaterThan(14);
  }

  @Test
  void nothingIsTimedThatAnswersWrongly() {
    List<String> notes = new ArrayList<>();
    Workload wrong =
        new Noted("A", notes) {
          @Override
          public void check() {
            WrongAnswerException.unlessSame("A", 3, 0x12, 0x13);
          }
        };
    Turns turns = new Turns(new Sampling(0, 1, 1));
    assertThatThrownBy(() -> turns.compare(new Noted("B", notes), wrong))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("result 3 is 13, must be 12");
    assertThat(notes).containsExactly("B prepared", "B runs", "B checked", "A prepared", "A runs");
  }

  @Test
  void ratiosAreOfNeighboursAndTheirMedianCounts() {
    double[] subject = {2, 20, 6, 8, 10};
    double[] baseline = {1, 10, 2, 2, 1};
    Comparison result = Comparison.of(subject, baseline);
    assertThat(result).isEqualTo(new Comparison(5, 8, 2, 3, 2, 4, 2.8));
  }

  @Test
  void quantilesInterpolate() {
    double[] values = {4, 1, 3, 2};
    assertThat(Comparison.quantile(values, 0.5)).isCloseTo(2.5, within(1e-12));
    assertThat(Comparison.quantile(values, 0)).isEqualTo(1);
    assertThat(Comparison.quantile(values, 1)).isEqualTo(4);
    assertThat(values).containsExactly(4, 1, 3, 2);
  }

  @Test
  void allocationIsNoticed() {
    Workload wasteful =
        new Noted("wasteful", new ArrayList<>()) {
          @Override
          public void run() {
            sink = new byte[100];
          }
        };
    assertThat(Allocation.bytesPerRun(wasteful, Duration.ofMillis(50))).isBetween(100L, 200L);
    Workload thrifty =
        new Noted("thrifty", new ArrayList<>()) {
          @Override
          public void run() {
            sink[0]++;
          }
        };
    assertThat(Allocation.bytesPerRun(thrifty, Duration.ofMinutes(1))).isZero();
  }

  private static byte[] sink = new byte[1];
}
