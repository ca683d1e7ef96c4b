package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.check.SelfTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way in which the kernels can reach PoCL, and memory of the device's own, give the answers
 * of the reference: every kernel program in every format.
 */
class OpenClModesTest {

  private static final long SEED = 41;

  @ParameterizedTest
  @ValueSource(strings = {"spir", "source"})
  void everyRouteGivesTheRightAnswers(String route) {
    try (Target target = Pocl.open(Pocl.byRoute(route));
        Target reference = Targets.open("reference")) {
      assertThat(target.info().route()).isEqualTo(route);
      SelfTest.Report report = SelfTest.ofFew(target, reference, (done, trials) -> {});
      assertThat(report.finding()).isEmpty();
      assertThat(report.trials()).isGreaterThan(50);
    }
  }

  @Test
  void memoryOfItsOwnGivesTheRightAnswers() {
    try (Target target = Pocl.open(Pocl.inDeviceMemory());
        Target reference = Targets.open("reference")) {
      assertThat(target.info().sharesHostMemory()).isFalse();
      SelfTest.Report report =
          new SelfTest(target, reference, SEED)
              .run(0, 300, Duration.ofHours(1), (done, seconds) -> {});
      assertThat(report.finding()).isEmpty();
      assertThat(report.trials()).isEqualTo(300);
      assertThat(target.transfers().uploadedBytes()).isPositive();
      assertThat(target.transfers().downloadedBytes()).isPositive();
    }
  }
}
