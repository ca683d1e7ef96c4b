package dev.adamant.serve;

import dev.adamant.memory.Accounting;
import dev.adamant.train.Build;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * What a server counts, for Prometheus (text format 0.0.4 and OpenMetrics).
 *
 * <p>Only models that have answered, or been decided on, are told apart: whatever else requests ask
 * for is the model {@value #OTHER}, so that nobody can fill the memory with names.
 */
public final class Metrics {

  /** The label of models that are not served. */
  public static final String OTHER = "other";

  private static final int ANSWERED = 200;
  private static final int STATUSES = 600;
  private static final double NANOS = 1e9;

  /**
   * What a model did in the last {@value Latencies#SECONDS} whole seconds.
   *
   * @param requestsPerSecond that were answered with status 200
   * @param p50Millis half of them took no longer; 0 for none
   * @param p99Millis likewise of 99 in 100
   */
  public record Recent(double requestsPerSecond, double p50Millis, double p99Millis) {

    /** Of no requests. */
    public static final Recent NONE = new Recent(0, 0, 0);
  }

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("adamant_requests_total")
          .help("Requests by status of HTTP.")
          .labelNames("model", "status")
          .withoutExemplars()
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("adamant_request_seconds")
          .help("Seconds from a request's last byte to its answer, requests answered with 200.")
          .labelNames("model")
          .classicOnly()
          .classicUpperBounds(
              1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1, 2.5, 5,
              10)
          .withoutExemplars()
          .register(registry);
  private final Histogram batchRows =
      Histogram.builder()
          .name("adamant_batch_rows")
          .help("Rows that were computed together.")
          .labelNames("model")
          .classicOnly()
          .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
          .withoutExemplars()
          .register(registry);
  private final Counter decisions =
      Counter.builder()
          .name("adamant_decisions_total")
          .help("Rotations and refusals.")
          .labelNames("model", "action")
          .withoutExemplars()
          .register(registry);
  private final Histogram rotationSeconds =
      Histogram.builder()
          .name("adamant_rotation_seconds")
          .help("Seconds from the wish for a version to its decision.")
          .classicOnly()
          .classicUpperBounds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
          .withoutExemplars()
          .register(registry);

  private final LongSupplier nanoClock;
  private final Map<String, Series> models = new ConcurrentHashMap<>();
  private final Series other = new Series(OTHER);

  /** What is counted of a model, without a search by labels. */
  private final class Series {

    final String model;
    final AtomicReferenceArray<CounterDataPoint> byStatus = new AtomicReferenceArray<>(STATUSES);
    final DistributionDataPoint durations;
    final DistributionDataPoint rows;
    final Latencies latencies = new Latencies();

    Series(String model) {
      this.model = model;
      this.durations = seconds.labelValues(model);
      this.rows = batchRows.labelValues(model);
    }

    CounterDataPoint requests(int status) {
      CounterDataPoint point = byStatus.get(status);
      if (point == null) {
        point = requests.labelValues(model, Integer.toString(status)); // The same for every caller.
        byStatus.set(status, point);
      }
      return point;
    }
  }

  /** Nothing counted yet. */
  public Metrics() {
    this(System::nanoTime);
  }

  /** With a clock of nanoseconds. */
  Metrics(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    Info.builder()
        .name("adamant_info")
        .help("The build.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(Build.version());
    gauge("adamant_regions", "Regions of memory that are open.", () -> regions().size());
    gauge("adamant_memory_bytes", "Bytes in all regions.", Accounting.process()::liveBytes);
    gauge("adamant_heap_bytes", "Bytes of the Java heap in use.", Metrics::heapBytes);
    gauge(
        "adamant_threads",
        "Platform threads.",
        () -> ManagementFactory.getThreadMXBean().getThreadCount());
    GaugeWithCallback.builder()
        .name("adamant_region_bytes")
        .help("Bytes of the open regions of a name.")
        .labelNames("region", "place")
        .callback(Metrics::regionBytes)
        .register(registry);
  }

  private void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  private static List<Accounting.Usage> regions() {
    return Accounting.process().regions();
  }

  private static long heapBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Regions of the same name, such as two versions of a model, are one line. */
  private static void regionBytes(GaugeWithCallback.Callback callback) {
    Map<String, Map<String, Long>> bytes = new TreeMap<>();
    for (Accounting.Usage usage : regions()) {
      bytes
          .computeIfAbsent(usage.name(), name -> new TreeMap<>())
          .merge(usage.place(), usage.live(), Long::sum);
    }
    bytes.forEach(
        (name, places) -> places.forEach((place, live) -> callback.call(live, name, place)));
  }

  /**
   * A request was answered, or refused, with that status of HTTP.
   *
   * @param model that was asked for, whether there is one or not
   * @param nanos from its last byte to its answer
   */
  public void request(String model, int status, long nanos) {
    Series series = status == ANSWERED ? known(model) : models.getOrDefault(model, other);
    series.requests(status).inc();
    if (status == ANSWERED) {
      series.durations.observe(nanos / NANOS);
      series.latencies.add(second(), nanos);
    }
  }

  /** A pass of so many rows. */
  public void batch(String model, int rows) {
    known(model).rows.observe(rows);
  }

  /** A decision: {@code rotated}, {@code refused} or {@code rolled-back}. */
  public void decision(String model, String action, long nanos) {
    decisions.labelValues(known(model).model, action).inc();
    rotationSeconds.observe(nanos / NANOS);
  }

  /** What a model did in the last seconds. */
  public Recent recent(String model) {
    Series series = models.get(model);
    return series == null ? Recent.NONE : series.latencies.before(second());
  }

  private Series known(String model) {
    Series series = models.get(model);
    return series != null ? series : models.computeIfAbsent(model, Series::new);
  }

  private long second() {
    return Math.floorDiv(nanoClock.getAsLong(), 1_000_000_000L);
  }

  /** The exposition in text format 0.0.4, with the bytes of every region at this moment. */
  public byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory took no bytes", e);
    }
    return out.toByteArray();
  }

  /** The same as OpenMetrics 1.0.0. */
  public byte[] openMetrics() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OpenMetricsTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory took no bytes", e);
    }
    return out.toByteArray();
  }
}
