package dev.adamant.serve.http;

import dev.adamant.certificate.verify.Json;
import dev.adamant.serve.Metrics;
import dev.adamant.serve.Metrics.Recent;
import dev.adamant.serve.ServedModel;
import dev.adamant.serve.ServedModels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Load of the last ten minutes, a sample for each model every two seconds, by a thread. */
final class AdminSamples implements AutoCloseable {

  /** From one sample to the next. */
  static final Duration PERIOD = Duration.ofSeconds(2);

  private static final int KEPT = 300;

  private record Sample(long sequence, Instant time, Recent recent) {}

  private final ServedModels models;
  private final Metrics metrics;
  private final InstantSource clock;
  private final Map<String, Deque<Sample>> samples = new HashMap<>();
  private long last;
  private Thread thread;

  /** Of those models, with none taken yet. */
  AdminSamples(ServedModels models, Metrics metrics, InstantSource clock) {
    this.models = models;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Begins to take them. */
  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("adamant-samples").start(this::run);
    }
  }

  private void run() {
    try {
      while (true) {
        take();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /** Takes one of every model. */
  void take() {
    Map<String, Recent> now = new HashMap<>();
    for (ServedModel model : models.all()) {
      now.put(model.name(), metrics.recent(model.name()));
    }
    Instant time = clock.instant();
    synchronized (this) {
      last++;
      now.forEach(
          (name, recent) -> {
            Deque<Sample> kept = samples.computeIfAbsent(name, n -> new ArrayDeque<>(KEPT));
            if (kept.size() == KEPT) {
              kept.removeFirst();
            }
            kept.addLast(new Sample(last, time, recent));
          });
    }
  }

  /**
   * Those of a model after one, as JSON: what is not known, such as a percentile of nothing, null.
   */
  ObjectNode json(String model, long after) {
    List<Sample> wanted;
    ObjectNode node = Json.object();
    synchronized (this) {
      wanted = new ArrayList<>(samples.getOrDefault(model, new ArrayDeque<>()));
      node.put("last", last);
    }
    ArrayNode list = node.putArray("samples");
    for (Sample sample : wanted) {
      if (sample.sequence() > after) {
        Recent recent = sample.recent();
        boolean any = recent.requestsPerSecond() > 0;
        list.addObject()
            .put("sequence", sample.sequence())
            .put("time", AdminEntries.text(sample.time()))
            .put("requestsPerSecond", recent.requestsPerSecond())
            .put("p50Millis", any ? (Double) recent.p50Millis() : null)
            .put("p99Millis", any ? (Double) recent.p99Millis() : null);
      }
    }
    return node;
  }

  /** Takes no more. */
  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }
}
