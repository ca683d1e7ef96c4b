package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Served models: swaps under load mix nothing, lose nothing and leave nothing. */
@Timeout(120)
class ServedModelTest {

  private static final int INPUTS = 5;
  private static final int[] SIZES = {INPUTS, 6, 2};
  private static final int ROWS = 40;

  @TempDir private Path folder;

  @Test
  void thousandsOfSwapsBySeveralThreadsUnderCallers() throws Exception {
    long regions = ServedFiles.regions();
    Random random = new Random(1);
    double[][] rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = ServedFiles.rows(random, 1 + i % 3, INPUTS);
    }
    try (Target target = Targets.open("native")) {
      Path[] files = new Path[2];
      double[][][] expected = new double[2][ROWS][];
      for (int v = 0; v < 2; v++) {
        files[v] = ServedFiles.write(folder.resolve("m" + v), v, "posit16", "posit16", SIZES);
        Engine engine = open(files, v, target);
        engine.retain();
        for (int i = 0; i < ROWS; i++) {
          expected[v][i] = engine.answer(rows[i], 1 + i % 3).values();
        }
        assertThat(expected[v][0]).hasSize(2);
        engine.release();
        engine.retire().get();
      }
      assertThat(expected[0][0]).isNotEqualTo(expected[1][0]);
      ServedModel model = new ServedModel("m");
      ConcurrentLinkedQueue<CompletableFuture<Void>> retired = new ConcurrentLinkedQueue<>();
      model.swap(open(files, 0, target));
      AtomicBoolean done = new AtomicBoolean();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
          ExecutorService swappers = Executors.newFixedThreadPool(3)) {
        List<Future<Long>> answers = new ArrayList<>();
        for (int c = 0; c < 24; c++) {
          int first = c;
          answers.add(callers.submit(() -> ask(model, rows, expected, first, done)));
        }
        List<Future<?>> swaps = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
          int first = s;
          swaps.add(
              swappers.submit(
                  () -> {
                    for (int i = 0; i < 700; i++) {
                      Engine was = model.swap(open(files, (first + i) % 2, target));
                      retired.add(was.retire());
                    }
                    return null;
                  }));
        }
        for (Future<?> swap : swaps) {
          swap.get();
        }
        done.set(true);
        for (Future<Long> count : answers) {
          assertThat(count.get()).isPositive();
        }
      }
      retired.add(model.swap(null).retire());
      assertThat(model.lease()).isNull();
      assertThat(retired).hasSize(2101);
      for (CompletableFuture<Void> end : retired) {
        end.get(30, TimeUnit.SECONDS);
      }
      assertThat(ServedFiles.regions()).isEqualTo(regions);
    }
  }

  private static Engine open(Path[] files, int which, Target target) throws Exception {
    return Engine.open(
        ServedFiles.record("m", which + 1, SIZES), files[which], target, new Engine.Limits(4, 500));
  }

  /** Asks until it is done; each answer is wholly the one or the other version's. */
  private static long ask(
      ServedModel model, double[][] rows, double[][][] expected, int first, AtomicBoolean done)
      throws Exception {
    long count = 0;
    for (int i = first % ROWS; !done.get() || count == 0; i = (i + 1) % ROWS) {
      Engine engine = model.lease();
      try {
        Answer answer = engine.answer(rows[i], 1 + i % 3);
        int version = answer.version().version() - 1;
        assertThat(engine.version()).isSameAs(answer.version());
        assertThat(answer.values()).isEqualTo(expected[version][i]);
        count++;
      } finally {
        engine.release();
      }
    }
    return count;
  }

  @Test
  void modelsAreFoundByNameAndThereIsOneOfEach() {
    ServedModels models = new ServedModels();
    assertThat(models.find("b")).isNull();
    ServedModel b = models.of("b");
    assertThat(models.of("b")).isSameAs(b).isSameAs(models.find("b"));
    models.of("a");
    assertThat(models.all()).extracting(ServedModel::name).containsExactly("a", "b");
    assertThat(b.live()).isNull();
    assertThat(b.lease()).isNull();
  }
}
