package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import dev.adamant.number.oracle.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads use one target, each its own memory, and get the answers that are theirs. */
class ConcurrencyTest {

  private static final int THREADS = 16;
  private static final int ROUNDS = 60;
  private static final int LENGTH = 301;
  private static final Format FORMAT = Format.POSIT32;

  static List<String> targets() {
    return List.of(System.getProperty("adamant.requiredTargets", "reference native").split(" +"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void sixteenThreadsOnOneTarget(String name) throws InterruptedException, ExecutionException {
    try (Target target = Targets.open(name);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> users = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int user = i;
        users.add(threads.submit(() -> use(target, user)));
      }
      for (Future<?> user : users) {
        user.get();
      }
    }
  }

  private static void use(Target target, int user) {
    SplittableRandom random = Trials.generator("concurrent user", user);
    for (int round = 0; round < ROUNDS; round++) {
      try (Region region = target.region("user " + user, 1 << 20);
          Region host = Region.open("host of user " + user, 1 << 20)) {
        Tensor a = uploaded(target, region, host, random, 1, LENGTH);
        Tensor b = uploaded(target, region, host, random, LENGTH, 1);
        Tensor sum = region.tensor(FORMAT, 1, 1);
        Tensor elements = region.tensor(FORMAT, 1, LENGTH);
        Tensor scaled = host.tensor(FORMAT, 1, LENGTH);
        Tensor dot = host.tensor(FORMAT, 1, 1);
        target.submit(new Work.Contract(sum, a, b));
        Work zip = new Work.Zip(BinaryOperation.MUL, elements, a, sum.expand(1, LENGTH));
        if (random.nextBoolean()) {
          target.run(zip);
        } else {
          target.submit(zip);
        }
        target.submit(new Work.Copy(dot, sum));
        target.submit(new Work.Copy(scaled, elements)).await();
        check(a, b, dot, scaled, host, target);
      }
    }
  }

  private static void check(
      Tensor a, Tensor b, Tensor dot, Tensor scaled, Region host, Target target) {
    Tensor left = host.tensor(FORMAT, 1, LENGTH);
    Tensor right = host.tensor(FORMAT, LENGTH, 1);
    target.run(new Work.Copy(left, a));
    target.run(new Work.Copy(right, b));
    Quire quire = new Quire(FORMAT);
    for (int i = 0; i < LENGTH; i++) {
      quire.addProduct(left.get(0, i), right.get(i, 0));
    }
    long sum = quire.toPosit();
    assertThat(dot.get(0, 0)).isEqualTo(sum);
    for (int i = 0; i < LENGTH; i++) {
      assertThat(scaled.get(0, i)).isEqualTo(Posit.mul(FORMAT, left.get(0, i), sum));
    }
  }

  private static Tensor uploaded(
      Target target, Region region, Region host, SplittableRandom random, long... shape) {
    Tensor twin = host.tensor(FORMAT, shape);
    twin.fill(random.doubles(LENGTH, -2, 2).toArray());
    Tensor tensor = region.tensor(FORMAT, shape);
    target.submit(new Work.Copy(tensor, twin));
    return tensor;
  }
}
