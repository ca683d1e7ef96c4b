package dev.adamant.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies are worth, on hundreds of imagined devices. */
class SimulationTest {

  private final SplittableRandom random = new SplittableRandom(73);

  private int count(int n) {
    return n % 4 == 0 ? 1 + random.nextInt(4) : 1 + random.nextInt(300);
  }

  private static void allOnce(long slices, Simulation.Outcome outcome) {
    assertThat(outcome.slices().stream().mapToLong(Long::longValue).sum()).isEqualTo(slices);
  }

  /**
   * Within 1.2 of the bound, with predictions off by up to 30 %, where there are 32 slices for a
   * device, and so many times more where starts take as long as some slices. With fewer, a single
   * slice that a slow device has begun can outlast all others. Nobody can promise it for every
   * case: of two devices the one that does nearly all may be 30 % quicker than is known when the
   * other has begun, and that 30 % slower.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 1, 4})
  void withinAFifthOfTheBound(double starts) {
    for (int n = 0; n < 150; n++) {
      int count = count(n);
      List<Simulation.Device> devices = Imagined.devices(random, count, starts, 0.3);
      long slices = (long) (count * 32 * (1 + starts) * Math.pow(16, random.nextDouble()));
      Simulation.Outcome outcome = Simulation.run(Policies.balanced(), slices, devices);
      allOnce(slices, outcome);
      double bound = Simulation.lowerBound(slices, devices);
      assertThat(outcome.seconds() / bound)
          .as("case %s: %s devices, %s slices", n, count, slices)
          .isBetween(1 - 1e-9, 1.2);
    }
  }

  /** Where predictions are right, half as many slices are enough for a tenth. */
  @Test
  void rightPredictions() {
    for (int n = 0; n < 150; n++) {
      int count = count(n);
      List<Simulation.Device> devices = Imagined.devices(random, count, 0.1, 0);
      long slices = (long) (count * 16 * Math.pow(16, random.nextDouble()));
      Simulation.Outcome outcome = Simulation.run(Policies.balanced(), slices, devices);
      double bound = Simulation.lowerBound(slices, devices);
      assertThat(outcome.seconds() / bound).isBetween(1 - 1e-9, 1.1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "spread", "random:4"})
  void devicesFailAndNoSliceIsLost(String name) {
    Policy policy = Policies.byName(name);
    for (int n = 0; n < 100; n++) {
      int count = 1 + random.nextInt(n % 2 == 0 ? 6 : 120);
      List<Simulation.Device> devices = Imagined.devices(random, count, 0.5, 0.3);
      long slices = 1L + random.nextInt(20 * count);
      double end = Simulation.run(policy, slices, devices).seconds();
      List<Simulation.Device> failing = Imagined.failing(random, devices, end);
      Simulation.Outcome outcome = Simulation.run(policy, slices, failing);
      allOnce(slices, outcome);
      double bound = Simulation.lowerBound(slices, failing);
      assertThat(outcome.seconds()).isGreaterThanOrEqualTo(bound * (1 - 1e-9));
      for (int i = 0; i < count; i++) {
        double last = Math.min(outcome.seconds(), failing.get(i).failsAt());
        assertThat(outcome.busy().get(i)).isBetween(0.0, last * (1 + 1e-9));
      }
    }
  }

  @Test
  void theLastDeviceIsLost() {
    Speed speed = new Speed(0, 1, 0);
    List<Simulation.Device> devices =
        List.of(
            new Simulation.Device(speed, speed, 2.5),
            new Simulation.Device(new Speed(0, 1, 1), new Speed(0, 1, 1), 1.5));
    assertThatThrownBy(() -> Simulation.run(Policies.balanced(), 10, devices))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "every device was lost, the last one after 2.5 s: \\d of 10 slices were done");
    assertThat(Simulation.lowerBound(10, devices)).isInfinite();
  }

  @Test
  void theBoundIsTheLeastTimeOfWholeSlices() {
    for (int n = 0; n < 300; n++) {
      List<Simulation.Device> devices = Imagined.devices(random, 1 + random.nextInt(6), 2, 0);
      long slices = 1L + random.nextInt(40);
      // One slice after the other to who is done with it first.
      long[] given = new long[devices.size()];
      double least = 0;
      for (long k = 0; k < slices; k++) {
        int best = 0;
        for (int i = 1; i < given.length; i++) {
          if (devices.get(i).actual().seconds(given[i] + 1)
              < devices.get(best).actual().seconds(given[best] + 1)) {
            best = i;
          }
        }
        given[best]++;
        least = Math.max(least, devices.get(best).actual().seconds(given[best]));
      }
      double bound = Simulation.lowerBound(slices, devices);
      assertThat(bound).isBetween(least * (1 - 1e-9), least);
    }
  }

  @Test
  void theSameEachTime() {
    for (String name : List.of("balanced", "spread", "random:9")) {
      List<Simulation.Device> devices =
          Imagined.failing(random, Imagined.devices(random, 60, 0.5, 0.3), 1e-3);
      Simulation.Outcome first = Simulation.run(Policies.byName(name), 4000, devices);
      Simulation.Outcome second = Simulation.run(Policies.byName(name), 4000, devices);
      assertThat(second).usingRecursiveComparison().isEqualTo(first);
    }
  }

  @Test
  void stealingMendsWrongPredictions() {
    List<Simulation.Device> devices = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Speed predicted = new Speed(0, 1e-6, i);
      devices.add(
          new Simulation.Device(
              predicted, new Speed(0, i == 0 ? 1.5e-6 : 1e-6, i), Double.POSITIVE_INFINITY));
    }
    Simulation.Outcome outcome = Simulation.run(Policies.balanced(), 4000, devices);
    assertThat(outcome.stolen()).isPositive();
    assertThat(outcome.units()).isGreaterThan(outcome.stolen());
    assertThat(outcome.slices().getFirst()).isBetween(650L, 850L);
    assertThat(outcome.seconds()).isLessThan(1.2 * Simulation.lowerBound(4000, devices));
  }
}
