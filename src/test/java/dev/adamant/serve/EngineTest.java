package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.Targets;
import dev.adamant.train.Prediction;
import dev.adamant.train.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Engines: the bits of their answers, their limits, failures, and their end. */
@Timeout(60)
class EngineTest {

  private static final int INPUTS = 7;
  private static final int OUTPUTS = 3;
  private static final int[] SIZES = {INPUTS, 9, OUTPUTS};

  @TempDir private Path folder;

  private long regions;

  @BeforeEach
  void count() {
    regions = ServedFiles.regions();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ServedFiles.regions()).isEqualTo(regions);
  }

  static List<String> targets() {
    return ServedFiles.targets();
  }

  private Path model(String storage, String compute) throws IOException {
    return ServedFiles.write(folder.resolve("model"), 3, storage, compute, SIZES);
  }

  private Engine open(Target target, Engine.Limits limits) throws IOException {
    Engine engine =
        Engine.open(ServedFiles.record("m", 1, SIZES), model("posit16", "posit16"), target, limits);
    assertThat(engine.retain()).isTrue();
    return engine;
  }

  private static void close(Engine engine) throws Exception {
    engine.release();
    engine.retire().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "posit16, bposit32, native",
    "bposit32, bposit32, native",
    "posit16, posit16, reference",
    "posit8, posit32, native",
    "float32, float32, native",
  })
  void manyCallersGetTheBitsThatTheRowHasAlone(String storage, String compute, String name)
      throws Exception {
    Path file = model(storage, compute);
    Random random = new Random(5);
    int most = 12;
    double[] pool = ServedFiles.rows(random, 200, INPUTS);
    try (Target target = Targets.open(name)) {
      double[] expected = alone(file, target, pool);
      Engine engine =
          Engine.open(ServedFiles.record("m", 1, SIZES), file, target, new Engine.Limits(8, 4096));
      engine.retain();
      List<Callable<Void>> callers = new ArrayList<>();
      for (int c = 0; c < 40; c++) {
        Random own = new Random(c);
        callers.add(
            () -> {
              for (int i = 0; i < 25; i++) {
                int rows = 1 + own.nextInt(most);
                int first = own.nextInt(200 - rows);
                Answer answer = engine.answer(slice(pool, first, rows, INPUTS), rows);
                assertThat(answer.rows()).isEqualTo(rows);
                assertThat(answer.version().version()).isEqualTo(1);
                assertThat(answer.values()).isEqualTo(slice(expected, first, rows, OUTPUTS));
              }
              return null;
            });
      }
      all(callers);
      close(engine);
    }
  }

  private static double[] slice(double[] values, int first, int rows, int width) {
    return Arrays.copyOfRange(values, first * width, (first + rows) * width);
  }

  private static double[] alone(Path file, Target target, double[] pool) throws IOException {
    try (Predictor predictor = Predictor.open(file, target, 1)) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < pool.length / INPUTS; i++) {
        Prediction one = predictor.predict(List.of(slice(pool, i, 1, INPUTS))).getFirst();
        values.addAll(one.outputs());
      }
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
    }
    return results;
  }

  @ParameterizedTest
  @MethodSource("targets")
  void quietThreadsHaveTheSameBitsBeforeTheThreadStartsAndAfter(String name) throws Exception {
    try (Target target = Targets.open(name)) {
      Engine engine = open(target, new Engine.Limits(4, 100));
      double[] rows = ServedFiles.rows(new Random(2), 11, INPUTS);
      Answer before = QuietThreads.call("trial", () -> engine.answer(rows, 11));
      assertThat(threadOf(engine)).isFalse();
      Answer normal = engine.answer(rows, 11);
      assertThat(threadOf(engine)).isTrue();
      Answer after = QuietThreads.call("trial", () -> engine.answer(rows, 11));
      assertThat(before.values()).isEqualTo(normal.values()).isEqualTo(after.values());
      close(engine);
    }
  }

  private static boolean threadOf(Engine engine) {
    String name = "engine " + engine.version().model() + " version " + engine.version().version();
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(name));
  }

  @Test
  void tooManyWaitingRowsAreRefusedAtOnceAndTheRestIsAnswered() throws Exception {
    try (ServedGatedTarget target = new ServedGatedTarget()) {
      Engine engine = open(target, new Engine.Limits(2, 5));
      target.shut();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Answer> first = threads.submit(() -> engine.answer(new double[INPUTS], 1));
        target.awaitWork();
        Future<Answer> second = threads.submit(() -> engine.answer(new double[4 * INPUTS], 4));
        while (engine.waiting() < 4) {
          Thread.onSpinWait();
        }
        assertThatThrownBy(() -> engine.answer(new double[2 * INPUTS], 2))
            .isInstanceOf(BusyException.class)
            .hasMessage("m version 1 has 4 rows waiting, at most 5 may: ask again later");
        target.open();
        assertThat(first.get().rows()).isEqualTo(1);
        assertThat(second.get().rows()).isEqualTo(4);
      }
      assertThat(engine.waiting()).isZero();
      close(engine);
    }
  }

  @Test
  void anInterruptedCallerLeavesAndTheOthersAreAnswered() throws Exception {
    try (ServedGatedTarget target = new ServedGatedTarget()) {
      Engine engine = open(target, new Engine.Limits(2, 100));
      double[] rows = ServedFiles.rows(new Random(3), 3, INPUTS);
      double[] expected = engine.answer(rows, 3).values();
      target.shut();
      CountDownLatch interrupted = new CountDownLatch(2);
      Runnable impatient =
          () -> {
            try {
              engine.answer(new double[3 * INPUTS], 3);
            } catch (InterruptedException e) {
              interrupted.countDown();
            } catch (BusyException e) {
              throw new IllegalStateException(e);
            }
          };
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Thread inPass = Thread.ofVirtual().start(impatient);
        target.awaitWork();
        Thread queued = Thread.ofPlatform().start(impatient);
        while (engine.waiting() < 4) {
          Thread.onSpinWait();
        }
        Future<Answer> patient = threads.submit(() -> engine.answer(rows, 3));
        inPass.interrupt();
        queued.interrupt();
        interrupted.await();
        target.open();
        assertThat(patient.get().values()).isEqualTo(expected);
        inPass.join();
        queued.join();
      }
      while (engine.waiting() > 0) {
        engine.answer(rows, 3); // What was dropped is counted until the thread comes by.
      }
      close(engine);
    }
  }

  @Test
  void aFailedPassFailsItsRequestsAndNoOthers() throws Exception {
    try (ServedGatedTarget target = new ServedGatedTarget()) {
      Engine engine = open(target, new Engine.Limits(2, 100));
      double[] rows = ServedFiles.rows(new Random(3), 3, INPUTS);
      double[] expected = engine.answer(rows, 3).values();
      target.shut();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Answer> first = threads.submit(() -> engine.answer(rows, 3));
        target.awaitWork();
        Future<Answer> second = threads.submit(() -> engine.answer(rows, 3));
        while (engine.waiting() < 4) {
          Thread.onSpinWait();
        }
        target.failNext();
        target.open();
        assertThatThrownBy(first::get)
            .hasRootCauseMessage("target gated: told to fail")
            .cause()
            .isInstanceOf(TargetException.class)
            .hasMessage("target gated: it failed to answer for m version 1: ask again");
        assertThat(second.get().values()).isEqualTo(expected);
      }
      assertThat(engine.answer(rows, 3).values()).isEqualTo(expected);
      assertThat(engine.waiting()).isZero();
      close(engine);
    }
  }

  @Test
  void wrongRowsAreRefusedInOneSentence() throws Exception {
    try (Target target = Targets.open("native")) {
      Engine engine = open(target, new Engine.Limits(2, 5));
      assertThatThrownBy(() -> engine.answer(new double[INPUTS + 1], 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("8 features for 1 rows of 7: give at least a row, and as many as it has");
      assertThatThrownBy(() -> engine.answer(new double[0], 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> engine.answer(new double[6 * INPUTS], 6))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("6 rows in a request, at most 5 may wait: send fewer");
      close(engine);
    }
  }

  @Test
  void afterTheLastLeaseThereIsNothingAndNobodyHangs() throws Exception {
    try (Target target = Targets.open("native")) {
      for (boolean begun : new boolean[] {false, true}) {
        Engine engine = open(target, Engine.Limits.DEFAULT);
        if (begun) {
          engine.answer(new double[INPUTS], 1);
        }
        assertThat(engine.retire()).isNotDone();
        assertThat(engine.retain()).isFalse();
        assertThat(engine.leases()).isEqualTo(1);
        assertThat(engine.heldBytes()).isPositive();
        close(engine);
        assertThat(ServedFiles.regions()).isEqualTo(regions);
        assertThatThrownBy(() -> engine.answer(new double[INPUTS], 1))
            .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(engine::release).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void anObserverSeesRawRowsAndOutputsAndOneThatThrowsIsTakenOff() throws Exception {
    try (Target target = Targets.open("native")) {
      Engine engine = open(target, new Engine.Limits(4, 100));
      double[] rows = ServedFiles.rows(new Random(4), 10, INPUTS);
      List<Double> features = Collections.synchronizedList(new ArrayList<>());
      List<Double> outputs = Collections.synchronizedList(new ArrayList<>());
      AtomicInteger passes = new AtomicInteger();
      engine.answer(rows, 10);
      engine.observe(
          (n, x, y) -> {
            assertThat(x).hasSize(n * INPUTS);
            Arrays.stream(x).forEach(features::add);
            Arrays.stream(y).forEach(outputs::add);
            passes.incrementAndGet();
          });
      Answer answer = engine.answer(rows, 10);
      while (passes.get() < 3) {
        Thread.onSpinWait();
      }
      assertThat(features).containsExactly(boxed(rows));
      assertThat(outputs).containsExactly(boxed(answer.values()));
      CountDownLatch thrown = new CountDownLatch(1);
      engine.observe(
          (n, x, y) -> {
            thrown.countDown();
            throw new IllegalStateException("on purpose");
          });
      while (thrown.getCount() > 0) {
        engine.answer(rows, 10);
      }
      assertThat(engine.answer(rows, 10).values()).isEqualTo(answer.values());
      close(engine);
    }
  }

  private static Double[] boxed(double... values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }
}
