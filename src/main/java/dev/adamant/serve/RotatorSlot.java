package dev.adamant.serve;

import dev.adamant.record.VersionRecord;
import dev.adamant.target.Target;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A model's place in a rotator: its two targets, one for the version that is live and one for the
 * next, and what is known of the version that is live. Used by the holder of the lock.
 */
final class RotatorSlot {

  /** How long the version before the live one may go on answering. */
  private static final int MOST_SECONDS = 30;

  /** Versions whose answers are kept, for the way back. */
  private static final int KEPT = 4;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final ServedModel model;
  private final Supplier<Target> opener;
  private final Target[] targets = new Target[2];
  private final SequencedMap<String, GateEvidence> evidence = new LinkedHashMap<>();

  private int at;
  private Engine engine;
  private CompletableFuture<Void> retiring = CompletableFuture.completedFuture(null);

  RotatorSlot(ServedModel model, Supplier<Target> opener) {
    this.model = model;
    this.opener = opener;
  }

  /** One rotation at a time; whoever waits longest is next. */
  ReentrantLock lock() {
    return lock;
  }

  /** The name of the model. */
  String name() {
    return model.name();
  }

  /** What is live; null for nothing. */
  Engine engine() {
    return engine;
  }

  /** Opens the targets, with the priority of the calling thread, if they are not open yet. */
  void openTargets() {
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] == null) {
        targets[i] = opener.get();
      }
    }
  }

  /**
   * The target that nothing is on: waits for the version that was live before the one that is.
   *
   * @throws IOException when that is still answering after a while
   */
  Target idleTarget() throws IOException, InterruptedException {
    try {
      retiring.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          name()
              + ": the version before the live one still answers requests after "
              + MOST_SECONDS
              + " s: try again later",
          e);
    } catch (ExecutionException e) {
      throw new IOException(name() + ": the version before the live one could not be closed", e);
    }
    return targets[1 - at];
  }

  /** Makes a candidate live, loaded on the {@link #idleTarget}; null for nothing. */
  void swap(Engine next) {
    Engine before = model.swap(next);
    engine = next;
    at = 1 - at;
    if (before != null) {
      retiring = CompletableFuture.allOf(retiring, before.retire());
    }
  }

  /** The answers of a version to its probes, where they are known; else null. */
  GateEvidence evidence(VersionRecord version) {
    return evidence.get(version.modelSha256() + version.probesSha256());
  }

  /** Keeps the answers of a version to its own probes. */
  void keep(VersionRecord version, GateEvidence answers) {
    evidence.putLast(version.modelSha256() + version.probesSha256(), answers);
    if (evidence.size() > KEPT) {
      evidence.pollFirstEntry();
    }
  }

  /** Retires what is live, waits for the answers under way, and closes the targets. */
  void close() {
    swap(null);
    try {
      retiring.join();
    } finally {
      for (Target target : targets) {
        if (target != null) {
          target.close();
        }
      }
    }
  }
}
