package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.Accounting;
import dev.adamant.memory.MemoryException;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.target.Event;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.Transfers;
import dev.adamant.target.UnaryOperation;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target of PoCL that shares the memory of the host: submission, events, ownership. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenClTargetTest {

  private static final Format F = Format.POSIT16;

  private final long liveBefore = Accounting.process().liveBytes();

  static Tensor random(Region region, SplittableRandom random, long... shape) {
    Tensor tensor = region.tensor(F, shape);
    for (long i = 0; i < tensor.count(); i++) {
      tensor.set((short) random.nextInt(), i);
    }
    return tensor;
  }

  static void assertNegated(Tensor out, Tensor a) {
    for (long i = 0; i < a.count(); i++) {
      assertThat(out.get(i)).isEqualTo(Posit.neg(F, a.get(i)));
    }
  }

  @Test
  void worksOnTensorsOfAnyHostRegionWithoutACopy() {
    try (Target target = Pocl.open();
        Region shared = target.region("shared", 1 << 20);
        Region host = Region.open("host", 1 << 20)) {
      assertThat(target.info().sharesHostMemory()).isTrue();
      assertThat(shared.place()).isEqualTo("host");
      Tensor a = random(host, new SplittableRandom(1), 1000);
      Tensor b = shared.tensor(F, 1000);
      target.submit(new Work.Map(UnaryOperation.NEG, b, a)).await();
      assertNegated(b, a);
      a.set(77, 5);
      target.run(new Work.Map(UnaryOperation.NEG, b, a));
      assertNegated(b, a);
      target.run(new Work.Copy(a.slice(0, 1, 500), b.slice(0, 501, 1000)));
      assertThat(a.get(1)).isEqualTo(b.get(501));
      assertThat(a.get(499)).isEqualTo(b.get(999));
      assertThat(target.transfers()).isEqualTo(Transfers.NONE);
    }
  }

  @Test
  void workRunsInTheOrderOfItsSubmission() {
    try (Target target = Pocl.open();
        Region region = target.region("chain", 1 << 20)) {
      Tensor a = random(region, new SplittableRandom(2), 500);
      Tensor original = region.tensor(F, 500);
      target.submit(new Work.Copy(original, a));
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 501; i++) {
        events.add(target.submit(new Work.Map(UnaryOperation.NEG, a, a)));
      }
      events.getLast().await();
      assertThat(events).allMatch(Event::isDone);
      events.forEach(Event::await);
      assertNegated(a, original);
    }
  }

  @Test
  void closingARegionWaitsForWorkThatNobodyAwaits() {
    try (Target target = Pocl.open();
        Region host = Region.open("host", 1 << 22)) {
      Tensor a = random(host, new SplittableRandom(3), 1 << 16);
      for (int i = 0; i < 20; i++) {
        Event event;
        try (Region region = target.region("short-lived", 1 << 22)) {
          event = target.submit(new Work.Map(UnaryOperation.EXP, region.tensor(F, 1 << 16), a));
        }
        assertThat(event.isDone()).isTrue();
      }
    }
  }

  @Test
  void anEmptyTensorIsNoWork() {
    try (Target target = Pocl.open();
        Region region = target.region("empty", 1 << 12)) {
      Tensor none = region.tensor(F, 0);
      Event event = target.submit(new Work.Map(UnaryOperation.NEG, none, region.tensor(F, 0)));
      assertThat(event.isDone()).isTrue();
      event.await();
      target.run(new Work.Copy(none, region.tensor(F, 0)));
    }
  }

  @Test
  void aClosedRegionIsNamed() {
    try (Target target = Pocl.open();
        Region open = target.region("open", 1 << 12)) {
      Region gone = target.region("gone", 1 << 12);
      Tensor a = gone.tensor(F, 8);
      Tensor out = open.tensor(F, 8);
      gone.close();
      assertThatThrownBy(() -> target.submit(new Work.Map(UnaryOperation.NEG, out, a)))
          .isInstanceOf(MemoryException.class)
          .hasMessageContaining("the region gone is closed");
      assertThatCode(open::close).doesNotThrowAnyException();
    }
  }

  @Test
  void aClosedTargetSaysSoAndHoldsNothing() {
    Target target = Pocl.open();
    try (Region region = Region.open("left", 1 << 12)) {
      Tensor a = region.tensor(F, 8);
      target.run(new Work.Map(UnaryOperation.NEG, a, a));
      target.close();
      target.close();
      assertThatThrownBy(() -> target.submit(new Work.Map(UnaryOperation.NEG, a, a)))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("it is closed: open it again");
    }
  }

  @Test
  void closingATargetWaitsForItsWork() {
    try (Region host = Region.open("host", 1 << 22)) {
      Tensor a = random(host, new SplittableRandom(4), 1 << 16);
      Tensor out = host.tensor(F, 1 << 16);
      Event event;
      try (Target target = Pocl.open()) {
        event = target.submit(new Work.Map(UnaryOperation.TANH, out, a));
      }
      assertThat(event.isDone()).isTrue();
      event.await();
      assertThat(out.get(9)).isEqualTo(UnaryOperation.TANH.define(F, a.get(9)));
    }
    assertThat(Accounting.process().liveBytes()).isEqualTo(liveBefore);
  }

  @Test
  void sixteenThreadsSubmitAtOnce() throws Exception {
    try (Target target = Pocl.open();
        Region results = target.region("results", 1 << 24);
        ExecutorService pool = Executors.newFixedThreadPool(16)) {
      List<Future<?>> threads = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        SplittableRandom random = new SplittableRandom(100 + t);
        threads.add(pool.submit(() -> submitMany(target, results, random)));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    }
    assertThat(Accounting.process().liveBytes()).isEqualTo(liveBefore);
  }

  private static void submitMany(Target target, Region results, SplittableRandom random) {
    for (int round = 0; round < 50; round++) {
      int length = 1 + random.nextInt(300);
      Tensor out = results.tensor(F, length);
      try (Region region = target.region("of a thread", 1 << 16)) {
        Tensor a = random(region, random, length);
        Tensor kept = region.tensor(F, length);
        target.submit(new Work.Copy(kept, a));
        Event event = target.submit(new Work.Map(UnaryOperation.NEG, out, a));
        if (random.nextBoolean()) {
          event.await();
        } else {
          target.run(new Work.Map(UnaryOperation.NEG, kept, kept));
        }
        assertNegated(out, a);
      }
    }
  }
}
