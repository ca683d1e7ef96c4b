package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.DataType;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.testing.NullTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, events, held regions and the end of targets with a queue. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class QueuedTargetTest {

  private static final String SLOW = "slow:30";
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /** Does nothing, and that only when it is let. */
  private static final class GatedTarget extends QueuedTarget {

    private final CountDownLatch gate = new CountDownLatch(1);

    GatedTarget() {
      super("gated");
    }

    @Override
    public TargetInfo info() {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return true;
    }

    @Override
    protected void execute(Work work) {
      try {
        assertThat(gate.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void submissionDoesNotWait() {
    try (GatedTarget target = new GatedTarget();
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      Event first = target.submit(twice(a, a));
      Event second = target.submit(twice(a, a));

      boolean begunInVain = first.isDone() || second.isDone();
      target.gate.countDown();
      second.await();
      assertThat(begunInVain).isFalse();
      assertThat(first.isDone()).isTrue();
      assertThat(second.isDone()).isTrue();
      second.await();
    }
  }

  @Test
  void theSlowTargetIsNoFasterThanItSays() {
    try (Target target = Targets.open(SLOW);
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      long start = System.nanoTime();
      target.submit(twice(a, a)).await();

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SLOW_NANOS);
      assertThat(a.toDoubles()).containsExactly(2);
    }
  }

  @Test
  void workEndsInTheOrderOfItsSubmission() {
    try (Target target = Targets.open("slow:5");
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        events.add(target.submit(twice(a, a)));
        events.add(target.submit(square(a)));
      }
      events.get(3).await();
      assertThat(events.subList(0, 4)).allMatch(Event::isDone);
      events.getLast().await();

      // 1, 2, 4, 8, 64, 128, 16384
      assertThat(a.toDoubles()).containsExactly(16_384);
    }
  }

  @Test
  void runComesBehindWhatWasSubmitted() {
    try (Target target = Targets.open("slow:20");
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      Event first = target.submit(twice(a, a));
      Event second = target.submit(twice(a, a));
      target.run(square(a));

      assertThat(first.isDone()).isTrue();
      assertThat(second.isDone()).isTrue();
      assertThat(a.toDoubles()).containsExactly(16);
    }
  }

  @Test
  void workEndsThoughNobodyWaits() throws InterruptedException {
    try (Target target = Targets.open("slow:1");
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      for (int i = 0; i < 3; i++) {
        Event event = target.submit(twice(a, a));
        while (!event.isDone()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        // Long enough for the queue's thread to park before the next.
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(a.toDoubles()).containsExactly(8);
    }
  }

  @Test
  void closingARegionWaitsForItsWork() {
    try (Target target = Targets.open(SLOW)) {
      Region region = target.region("held", 4096);
      Tensor a = filled(region, 1);
      Event first = target.submit(twice(a, a));
      Event second = target.submit(twice(a, a));
      region.close();

      assertThat(first.isDone()).isTrue();
      assertThat(second.isDone()).isTrue();
      first.await();
      second.await();
      assertThatThrownBy(() -> target.submit(twice(a, a)))
          .isInstanceOf(MemoryException.class)
          .hasMessageStartingWith("the region held is closed: ");
      assertThatThrownBy(() -> target.run(twice(a, a))).isInstanceOf(MemoryException.class);
    }
  }

  @Test
  void workOnARegionThatIsClosedMeanwhileIsDone() throws InterruptedException {
    try (Target target = Targets.open(SLOW);
        Region results = target.region("results", 4096)) {
      Region operands = target.region("operands", 4096);
      Tensor a = filled(operands, 21);
      Tensor out = filled(results, 0);
      Event event = target.submit(twice(out, a));
      Thread closer = Thread.ofPlatform().start(operands::close);
      event.await();
      closer.join();

      assertThat(out.toDoubles()).containsExactly(42);
    }
  }

  @Test
  void closingTheTargetWaitsForItsWork() {
    try (Region region = Region.open("queue", 4096)) {
      Tensor a = filled(region, 1);
      Target target = Targets.open(SLOW);
      List<Event> events =
          List.of(
              target.submit(twice(a, a)), target.submit(twice(a, a)), target.submit(twice(a, a)));
      target.close();

      assertThat(events).allMatch(Event::isDone);
      assertThat(a.toDoubles()).containsExactly(8);
      target.close();
      assertThatThrownBy(() -> target.submit(twice(a, a)))
          .isInstanceOf(TargetException.class)
          .hasMessage("target slow:30: it is closed: open it again");
      assertThatThrownBy(() -> target.run(twice(a, a)))
          .isInstanceOf(TargetException.class)
          .hasMessage("target slow:30: it is closed: open it again");
    }
  }

  @Test
  void aFailureIsToldByTheEventAndStopsNothing() {
    Format wide = Format.of(32, 31, 6);
    try (Target target = Targets.open("reference");
        Region region = target.region("queue", 4096)) {
      Tensor a = region.tensor(wide, 1);
      Tensor b = filled(region, 1);
      Work failing = new Work.Map(UnaryOperation.EXP, a, a);
      Event failed = target.submit(failing);
      Event other = target.submit(twice(b, b));
      other.await();

      assertThat(b.toDoubles()).containsExactly(2);
      assertThat(failed.isDone()).isTrue();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(failed::await)
            .isInstanceOf(TargetException.class)
            .hasMessageStartingWith("target reference: map: exp ")
            .hasRootCauseInstanceOf(UnsupportedOperationException.class);
      }
      assertThatThrownBy(() -> target.run(failing))
          .isInstanceOf(TargetException.class)
          .hasMessageStartingWith("target reference: map: exp ");
    }
  }

  @Test
  void anInterruptIsKeptAndDoesNotEndTheWait() {
    try (Target target = Targets.open(SLOW);
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      Event event = target.submit(twice(a, a));
      Thread.currentThread().interrupt();
      event.await();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(a.toDoubles()).containsExactly(2);
    }
  }

  @Test
  void severalThreadsMayWaitForOneEvent() throws InterruptedException {
    try (Target target = Targets.open(SLOW);
        Region region = target.region("queue", 4096)) {
      Tensor a = filled(region, 1);
      Event event = target.submit(twice(a, a));
      CountDownLatch woken = new CountDownLatch(4);
      for (int i = 0; i < 4; i++) {
        Thread.ofPlatform()
            .start(
                () -> {
                  event.await();
                  woken.countDown();
                });
      }
      assertThat(woken.await(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void theNullTargetCountsAndComputesNothing() {
    try (NullTarget target = new NullTarget();
        Region region = target.region("nothing", 4096)) {
      Tensor a = filled(region, 1);
      target.submit(twice(a, a)).await();
      target.run(twice(a, a));
      target.run(new Work.Fma(a, a, a, a));

      assertThat(a.toDoubles()).containsExactly(1);
      assertThat(target.count()).isEqualTo(3);
      assertThat(target.count(Kernel.ZIP)).isEqualTo(2);
      assertThat(target.count(Kernel.FMA)).isEqualTo(1);
      assertThat(target.count(Kernel.MAP)).isZero();
    }
  }

  private static Tensor filled(Region region, double value) {
    Tensor tensor = region.tensor(Format.POSIT32, 1);
    tensor.fill(value);
    return tensor;
  }

  /** out = 2a. */
  private static Work twice(Tensor out, Tensor a) {
    return new Work.Zip(BinaryOperation.ADD, out, a, a);
  }

  /** a = a². */
  private static Work square(Tensor a) {
    return new Work.Zip(BinaryOperation.MUL, a, a, a);
  }
}
