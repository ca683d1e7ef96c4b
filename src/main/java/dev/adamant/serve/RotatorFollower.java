package dev.adamant.serve;

import dev.adamant.record.Decision;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at the ledger once a second and has what it says served: what other servers have decided,
 * and nothing that was revoked.
 */
final class RotatorFollower implements AutoCloseable {

  private static final int PAUSE_MILLIS = 1_000;

  /** What could not be brought in is tried again after so long. */
  private static final long RETRY_NANOS = 30_000_000_000L;

  private final Rotator rotator;
  private final Registry registry;
  private final RotatorDecisions decisions;
  private final RotatorListener listener;
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  /** What was tried without success for a model, and when. */
  private final Map<String, Tried> tried = new ConcurrentHashMap<>();

  private final Thread thread =
      Thread.ofPlatform().daemon().name("ledger follower").unstarted(this::run);

  private record Tried(String what, long nanos) {}

  RotatorFollower(
      Rotator rotator, Registry registry, RotatorDecisions decisions, RotatorListener listener) {
    this.rotator = rotator;
    this.registry = registry;
    this.decisions = decisions;
    this.listener = listener;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        followAll();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /** Looks once. */
  void followAll() {
    try {
      RegistryState state = registry.state();
      troubles.remove("");
      for (String model : state.models()) {
        if (needs(model, state) != null && !rotator.isBusy(model)) {
          rotator.alone(
              model,
              slot -> {
                follow(slot);
                return null;
              });
        }
      }
    } catch (IOException | RuntimeException e) {
      trouble("", String.valueOf(e.getMessage()));
    }
  }

  /** What is to be done for a model; null for nothing, or when it was tried a moment ago. */
  private String needs(String model, RegistryState state) {
    RegistryState.Version live = state.live(model).orElse(null);
    if (live == null) {
      return null;
    }
    int number = live.record().version();
    String need = null;
    if (live.revoked() != null) {
      need = "not " + number + " but " + number(state.previous(model));
    } else if (rotator.served(model) != number) {
      need = String.valueOf(number);
    }
    Tried before = tried.get(model);
    boolean isFresh =
        before != null
            && before.what().equals(need)
            && System.nanoTime() - before.nanos() < RETRY_NANOS;
    return isFresh ? null : need;
  }

  private static int number(Optional<RegistryState.Version> version) {
    return version.map(v -> v.record().version()).orElse(0);
  }

  /** Has a model served as the ledger says; the caller has its lock. */
  void follow(RotatorSlot slot) throws IOException, InterruptedException {
    RegistryState state = registry.state();
    String need = needs(slot.name(), state);
    if (need == null) {
      return;
    }
    tried.put(slot.name(), new Tried(need, System.nanoTime()));
    RegistryState.Version live = state.live(slot.name()).orElseThrow();
    if (live.revoked() != null) {
      revoked(slot, state, live);
      return;
    }
    try {
      decisions.bringIn(slot, state, live);
      settled(slot);
    } catch (GateRefusal | IOException | RuntimeException e) {
      int served = rotator.served(slot.name());
      if (served != 0 && RotatorDecisions.find(state, slot.name(), served).revoked() != null) {
        slot.swap(null);
      }
      trouble(
          slot.name(),
          "version "
              + live.record().version()
              + ", which the ledger says is live, cannot be served: "
              + e.getMessage());
    }
  }

  private boolean isLive(RotatorSlot slot, RegistryState.Version version) throws IOException {
    return number(registry.state().live(slot.name())) == version.record().version();
  }

  private void revoked(RotatorSlot slot, RegistryState state, RegistryState.Version live)
      throws IOException, InterruptedException {
    String what = "version " + live.record().version() + " was revoked: " + live.revoked();
    String without = "there is none before it";
    if (state.previous(slot.name()).isPresent()) {
      try {
        Decision decision = decisions.rollback(slot);
        if (settled(slot, decision).action() == Decision.Action.ROLLED_BACK) {
          return;
        }
        without = "the one before it was refused, " + decision.checks().getLast().message();
      } catch (IOException | RuntimeException e) {
        if (isLive(slot, live)) {
          without = "going back failed, " + e.getMessage();
        } else {
          // Another server of the registry was quicker to decide.
          follow(slot);
          return;
        }
      }
    }
    if (slot.engine() != null) {
      slot.swap(null);
    }
    trouble(slot.name(), what + "; " + without + ", so the model is not served: rotate to another");
  }

  /** A decision on a model: where it is no refusal, all is well with it now. */
  Decision settled(RotatorSlot slot, Decision decision) {
    if (decision.action() != Decision.Action.REFUSED) {
      settled(slot);
    }
    return decision;
  }

  private void settled(RotatorSlot slot) {
    troubles.remove(slot.name());
    tried.remove(slot.name());
  }

  /** Tells of something that is wrong, once. */
  void trouble(String model, String message) {
    if (!message.equals(troubles.put(model, message))) {
      listener.troubled(model, message);
    }
  }

  Map<String, String> troubles() {
    return troubles;
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
