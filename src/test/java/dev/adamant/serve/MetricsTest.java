package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.train.Build;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted, how it is written, and that names do not fill the memory. */
class MetricsTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong(100 * SECOND);
  private final Metrics metrics = new Metrics(clock::get);

  private List<String> lines() {
    return new String(metrics.text(), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everythingThatIsCountedIsInTheExposition() {
    metrics.request("digits", 200, 2_000_000);
    metrics.request("digits", 200, 30_000_000);
    metrics.request("digits", 429, 1000);
    metrics.batch("digits", 3);
    metrics.decision("digits", "rotated", 200_000_000);
    metrics.decision("digits", "refused", 300_000_000);
    assertThat(lines())
        .contains(
            "# TYPE adamant_requests_total counter",
            "adamant_requests_total{model=\"digits\",status=\"200\"} 2.0",
            "adamant_requests_total{model=\"digits\",status=\"429\"} 1.0",
            "adamant_request_seconds_bucket{model=\"digits\",le=\"0.001\"} 0",
            "adamant_request_seconds_bucket{model=\"digits\",le=\"0.0025\"} 1",
            "adamant_request_seconds_bucket{model=\"digits\",le=\"+Inf\"} 2",
            "adamant_request_seconds_sum{model=\"digits\"} 0.032",
            "adamant_batch_rows_bucket{model=\"digits\",le=\"2.0\"} 0",
            "adamant_batch_rows_bucket{model=\"digits\",le=\"4.0\"} 1",
            "adamant_decisions_total{action=\"rotated\",model=\"digits\"} 1.0",
            "adamant_decisions_total{action=\"refused\",model=\"digits\"} 1.0",
            "adamant_rotation_seconds_count 2",
            "adamant_info{version=\"" + Build.version() + "\"} 1")
        .anyMatch(line -> line.startsWith("adamant_heap_bytes "))
        .anyMatch(line -> line.startsWith("adamant_threads "));
    assertThat(new String(metrics.openMetrics(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
  }

  @Test
  void regionsAreThoseThatAreOpenNow() {
    try (Region one = Region.open("metrics test", 4096);
        Region two = Region.open("metrics test", 4096)) {
      one.tensor(DataType.FLOAT32, 16);
      two.tensor(DataType.FLOAT32, 16);
      long bytes = one.liveBytes() + two.liveBytes();
      assertThat(lines())
          .contains(
              "adamant_region_bytes{place=\"host\",region=\"metrics test\"} " + (double) bytes);
    }
    assertThat(lines()).noneMatch(line -> line.contains("metrics test"));
  }

  @Test
  void namesThatAreNotServedAreOneLine() {
    for (int i = 0; i < 1000; i++) {
      metrics.request("name" + i, 404, 1000);
    }
    assertThat(lines())
        .contains("adamant_requests_total{model=\"other\",status=\"404\"} 1000.0")
        .noneMatch(line -> line.contains("name7"));
  }

  @Test
  void recentCountsWholeSecondsOfTheLastTen() {
    assertThat(metrics.recent("digits")).isEqualTo(Metrics.Recent.NONE);
    for (int i = 1; i <= 100; i++) {
      metrics.request("digits", 200, i * 1_000_000L);
    }
    assertThat(metrics.recent("digits").requestsPerSecond()).isZero();
    clock.addAndGet(SECOND);
    Metrics.Recent recent = metrics.recent("digits");
    assertThat(recent.requestsPerSecond()).isEqualTo(10);
    assertThat(recent.p50Millis()).isBetween(50.0, 50 * 1.0625);
    assertThat(recent.p99Millis()).isBetween(99.0, 99 * 1.0625);
    clock.addAndGet(9 * SECOND);
    assertThat(metrics.recent("digits").requestsPerSecond()).isEqualTo(10);
    clock.addAndGet(SECOND);
    assertThat(metrics.recent("digits")).isEqualTo(Metrics.Recent.NONE);
  }

  @Test
  void threadsTogetherLoseNoCount() {
    int threads = 8;
    int each = 5000;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int t = 0; t < threads; t++) {
        executor.execute(
            () -> {
              for (int i = 0; i < each; i++) {
                metrics.request("digits", 200, i);
              }
            });
      }
    }
    clock.addAndGet(SECOND);
    assertThat(metrics.recent("digits").requestsPerSecond()).isEqualTo(threads * each / 10.0);
    assertThat(lines())
        .contains("adamant_request_seconds_count{model=\"digits\"} " + threads * each);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1000, 123_456_789, Long.MAX_VALUE / 3})
  void aBucketsUpperEdgeIsAtMostASixteenthAbove(long nanos) {
    long edge = Latencies.upperEdge(Latencies.bucket(nanos));
    assertThat(edge).isGreaterThanOrEqualTo(nanos);
    assertThat(edge - nanos).isLessThanOrEqualTo(nanos / 16);
    assertThat(Latencies.bucket(edge)).isEqualTo(Latencies.bucket(nanos));
    List<Integer> next = new ArrayList<>();
    next.add(Latencies.bucket(edge + 1));
    assertThat(next).containsExactly(Latencies.bucket(nanos) + 1);
  }
}
