package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.JavaProcess;
import dev.adamant.ResidentMemory;
import dev.adamant.number.Format;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RegionThreadsTest {

  private static final int THREADS = 16;

  @Test
  void closeWaitsForWhatHoldsTheRegion() throws Exception {
    Region region = Region.open("held", 1000);
    Tensor tensor = region.tensor(Format.POSIT32, 1);
    region.retain();
    region.retain();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> first = threads.submit(region::close);
      while (region.isOpen()) {
        Thread.onSpinWait();
      }
      Future<?> second = threads.submit(region::close);
      region.release();
      assertThatThrownBy(() -> first.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(second.isDone()).isFalse();
      assertThat(region.liveBytes()).isEqualTo(64);
      assertThatThrownBy(region::retain).isInstanceOf(MemoryException.class);
      assertThatThrownBy(() -> tensor.get(0)).isInstanceOf(MemoryException.class);
      region.release();
      first.get();
      second.get();
      assertThat(region.liveBytes()).isZero();
    }
  }

  @Test
  void aSecondCloseReturnsWhenTheMemoryIsFreed() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Region region = Region.open("twice", 1000);
    region.allocate(1);
    region.onClose(
        () -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> first = threads.submit(region::close);
      while (region.isOpen()) {
        Thread.onSpinWait();
      }
      Future<?> second = threads.submit(region::close);
      assertThatThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      go.countDown();
      second.get();
      assertThat(region.liveBytes()).isZero();
      first.get();
    }
  }

  /** qsort(3) has the segment in its hands while it asks how two elements compare. */
  @Test
  @SuppressWarnings("restricted")
  void closeWaitsForANativeCallThatUsesTheMemory() throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle sort =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("qsort"),
            FunctionDescriptor.ofVoid(
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
    Region region = Region.open("called", 1000);
    MemorySegment segment = region.allocate(2).segment();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Arena stubs = Arena.ofShared();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      MethodHandle comparison =
          MethodHandles.lookup()
              .findStatic(
                  RegionThreadsTest.class,
                  "waitAndSayEqual",
                  MethodType.methodType(
                      int.class,
                      CountDownLatch.class,
                      CountDownLatch.class,
                      MemorySegment.class,
                      MemorySegment.class));
      MemorySegment callback =
          linker.upcallStub(
              MethodHandles.insertArguments(comparison, 0, inside, go),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
              stubs);
      Future<Boolean> call =
          threads.submit(
              () -> {
                try {
                  sort.invokeExact(segment, 2L, 1L, callback);
                  return true;
                } catch (Throwable e) {
                  throw new AssertionError(e);
                }
              });
      inside.await();
      Future<?> close = threads.submit(region::close);
      assertThatThrownBy(() -> close.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(region.liveBytes()).isEqualTo(64);
      go.countDown();
      assertThat(call.get()).isTrue();
      close.get();
      assertThat(region.liveBytes()).isZero();
    }
  }

  static int waitAndSayEqual(
      CountDownLatch inside, CountDownLatch go, MemorySegment a, MemorySegment b) {
    inside.countDown();
    try {
      return go.await(5, TimeUnit.MINUTES) && a.equals(b) ? 1 : 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Test
  void sixteenThreadsShareARegionUpToItsLimit() throws Exception {
    long before = Accounting.process().liveBytes();
    Region region = Region.open("shared", THREADS * 100 * 64);
    inThreads(
        thread -> {
          for (int i = 0; i < 100; i++) {
            region.retain();
            Tensor tensor = region.tensor(Format.POSIT16, 32);
            tensor.set(thread, i % 32);
            assertThat(tensor.get(i % 32)).isEqualTo(thread);
            region.release();
          }
          return null;
        });
    assertThat(region.liveBytes()).isEqualTo(region.limit());
    assertThat(Accounting.process().liveBytes() - before).isEqualTo(region.limit());
    assertThatThrownBy(() -> region.allocate(1)).isInstanceOf(MemoryException.class);
    region.close();
    assertThat(Accounting.process().liveBytes()).isEqualTo(before);
  }

  @Test
  void sixteenThreadsOpenUseAndCloseRegionsOfTheirOwnAndOfOthers() throws Exception {
    long before = Accounting.process().liveBytes();
    List<Region> shared = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      shared.add(Region.open("churn " + i, 1 << 20));
    }
    inThreads(
        thread -> {
          Random random = new Random(thread);
          for (int i = 0; i < 300; i++) {
            Region region = shared.get(random.nextInt(shared.size()));
            try {
              Tensor tensor = region.tensor(Format.BPOSIT32, 16);
              tensor.fill(new double[16]);
              tensor.set(i, 15);
              tensor.get(3);
              if (random.nextInt(16) == 0) {
                region.close();
              }
            } catch (MemoryException e) {
              assertThat(e)
                  .hasMessage(
                      "the region "
                          + region.name()
                          + " is closed: its tensors can no longer be used, open another");
            }
            try (Region own = Region.open("own " + thread, 4096)) {
              own.tensor(Format.POSIT64, 7, 9).fill(new double[63]);
              Accounting.process().regions();
            }
          }
          return null;
        });
    shared.forEach(Region::close);
    assertThat(Accounting.process().liveBytes()).isEqualTo(before);
  }

  @Test
  void tenThousandRegionsLeaveNothingBehind() throws IOException, InterruptedException {
    List<String> command =
        JavaProcess.command(JavaProcess.RESIDENT_HEAP, List.of(Region.class), Cycles.class);

    assertThat(JavaProcess.output(command).strip()).isEqualTo("level");
  }

  /** A process that opens and closes regions of 64 KiB: leaked, they would be 640 MB. */
  static final class Cycles {

    private static final long NOISE = 8L << 20;

    private Cycles() {}

    public static void main(String[] arguments) throws IOException {
      cycles(2_000);
      long resident = ResidentMemory.bytes();
      cycles(10_000);
      long grown = ResidentMemory.bytes() - resident;
      long live = Accounting.process().liveBytes();
      System.out.println(grown < NOISE && live == 0 ? "level" : grown + " more, live " + live);
    }

    private static void cycles(int count) {
      for (int i = 0; i < count; i++) {
        try (Region region = Region.open("cycle", 1 << 20)) {
          Tensor tensor = region.tensor(Format.POSIT32, 128, 128);
          tensor.set(i, 127, 127);
        }
      }
    }
  }

  private interface Body {
    Void run(int thread) throws Exception;
  }

  private static void inThreads(Body body) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> bodies = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        bodies.add(() -> body.run(thread));
      }
      for (Future<Void> done : threads.invokeAll(bodies)) {
        done.get();
      }
    }
  }
}
