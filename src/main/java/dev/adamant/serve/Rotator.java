package dev.adamant.serve;

import dev.adamant.record.Decision;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryException;
import dev.adamant.record.RegistryState;
import dev.adamant.record.SigningKey;
import dev.adamant.target.Target;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Brings versions into the live path. A candidate is loaded into a region of its own and must pass
 * the gate: signature, chain and revocation of its record, digests of its files, its certificate,
 * the shape of the live version, and its answers to probes. The decision is an entry of the ledger
 * before it takes effect; then one atomic switch. Rotations of a model take turns.
 *
 * <p>From {@link #start} on, what is served follows the ledger, once a second: a version that
 * another server of the registry has made live is brought in here, too; and when the live version
 * is revoked, the one before it goes live, by a decision, if it passes. Where it does not, the
 * model is no longer served, for a version that was revoked must not answer: this is our choice.
 */
public final class Rotator implements AutoCloseable {

  private final Registry registry;
  private final ServedModels models;
  private final Supplier<Target> targets;
  private final RotatorDecisions decisions;
  private final RotatorFollower follower;
  private final Map<String, RotatorSlot> slots = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Of a server.
   *
   * @param registry stays the caller's
   * @param key signs decisions; must be trusted by the registry
   * @param targets opens a target; called twice for a model, so that a candidate never waits for
   *     the live version or makes it wait; closed here
   */
  public Rotator(
      Registry registry,
      SigningKey key,
      ServedModels models,
      Supplier<Target> targets,
      Engine.Limits limits) {
    this(registry, key, models, targets, limits, RotatorListener.LOG);
  }

  /**
   * The same with a listener.
   *
   * @param listener hears of decisions and of trouble
   */
  public Rotator(
      Registry registry,
      SigningKey key,
      ServedModels models,
      Supplier<Target> targets,
      Engine.Limits limits,
      RotatorListener listener) {
    this.registry = registry;
    this.models = models;
    this.targets = targets;
    this.decisions = new RotatorDecisions(registry, key, limits, listener);
    this.follower = new RotatorFollower(this, registry, decisions, listener);
  }

  /**
   * Brings in what the ledger says is live, or the newest version of models that never were: that
   * one through the gate, by a decision. A version that cannot be brought in is told to the
   * listener, and is in {@link #troubles}; the other models are served.
   *
   * @throws RegistryException when the ledger is broken, or does not trust the key
   */
  public void start(GateSettings gate) throws IOException {
    RegistryState state = registry.state();
    decisions.checkTrusted(state);
    for (String model : state.models()) {
      try {
        alone(
            model,
            slot -> {
              follower.follow(slot);
              if (state.live(model).isEmpty()) {
                first(slot, state.versions(model), gate);
              }
              return null;
            });
      } catch (IOException | RuntimeException e) {
        follower.trouble(model, "it is not served: " + e.getMessage());
      }
    }
    follower.start();
  }

  private void first(RotatorSlot slot, List<RegistryState.Version> versions, GateSettings gate)
      throws IOException, InterruptedException {
    List<RegistryState.Version> whole =
        versions.stream().filter(v -> v.revoked() == null && !v.collected()).toList();
    if (whole.isEmpty()) {
      follower.trouble(slot.name(), "it is not served: none of its versions may be");
      return;
    }
    Decision decision = decisions.rotate(slot, whole.getLast().record().version(), gate);
    if (decision.action() == Decision.Action.REFUSED) {
      follower.trouble(
          slot.name(),
          "it is not served: version "
              + decision.to()
              + " was refused, "
              + decision.checks().getLast().message());
    }
  }

  /**
   * Rotates to a version, or refuses it. Waits for rotations of the model that are under way.
   *
   * @return what was decided, as it is in the ledger
   * @throws RegistryException when there is no such model or version, or the decision cannot be
   *     recorded: then nothing has changed
   * @throws IOException when the version cannot be looked at: then nothing has changed
   */
  public Decision rotate(String model, int version, GateSettings gate) throws IOException {
    RotatorDecisions.find(registry.state(), model, version);
    return alone(
        model,
        slot -> {
          follower.follow(slot);
          return follower.settled(slot, decisions.rotate(slot, version, gate));
        });
  }

  /**
   * Rotates to a version, unless it is the one that answers once rotations under way have ended and
   * nothing hinders it from that; then nothing is recorded.
   *
   * @return what was decided; empty where nothing had to be
   * @throws IOException as {@link #rotate}
   */
  public Optional<Decision> rotateUnlessLive(String model, int version, GateSettings gate)
      throws IOException {
    RotatorDecisions.find(registry.state(), model, version);
    return alone(
        model,
        slot -> {
          follower.follow(slot);
          boolean answers =
              served(model) == version
                  && registry
                      .state()
                      .live(model)
                      .filter(v -> v.record().version() == version && v.revoked() == null)
                      .isPresent();
          return answers
              ? Optional.empty()
              : Optional.of(follower.settled(slot, decisions.rotate(slot, version, gate)));
        });
  }

  /**
   * Rotates back to the version that was live before; it passes all of the gate but the probes.
   *
   * @throws RegistryException when there is none, or the decision cannot be recorded: then nothing
   *     has changed
   */
  public Decision rollback(String model) throws IOException {
    RotatorDecisions.previous(registry.state(), model);
    return alone(model, slot -> follower.settled(slot, decisions.rollback(slot)));
  }

  /** What is wrong with models at this moment, by name, a sentence each; empty when all is well. */
  public SortedMap<String, String> troubles() {
    return new TreeMap<>(follower.troubles());
  }

  /** What is done with a model by one thread alone. */
  @FunctionalInterface
  interface Alone<T> {
    T work(RotatorSlot slot) throws IOException, InterruptedException;
  }

  /** Does something with a model when no one else does, without taking time from its answers. */
  <T> T alone(String model, Alone<T> work) throws IOException {
    RotatorSlot slot =
        slots.computeIfAbsent(model, name -> new RotatorSlot(models.of(name), targets));
    try {
      slot.lock().lockInterruptibly();
      try {
        if (closed) {
          throw new RegistryException(model + ": the server is closing: ask it when it is back");
        }
        slot.openTargets();
        return QuietThreads.call("rotation of " + model, () -> work.work(slot));
      } finally {
        slot.lock().unlock();
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException(model + ": the thread was interrupted, nothing has changed");
      interrupted.initCause(e);
      throw interrupted;
    } catch (Exception e) {
      throw new AssertionError("work throws nothing else", e);
    }
  }

  /** What follows the ledger, once a second from {@link #start} on. */
  RotatorFollower follower() {
    return follower;
  }

  /** The number of the version that answers; 0 for none. */
  int served(String model) {
    ServedModel served = models.find(model);
    Engine live = served == null ? null : served.live();
    return live == null ? 0 : live.version().version();
  }

  /** Whether a rotation of the model is under way. */
  boolean isBusy(String model) {
    RotatorSlot slot = slots.get(model);
    return slot != null && slot.lock().isLocked();
  }

  /** Retires what is live and waits for the answers under way. */
  @Override
  public void close() {
    closed = true;
    follower.close();
    for (RotatorSlot slot : slots.values()) {
      slot.lock().lock();
      try {
        slot.close();
      } finally {
        slot.lock().unlock();
      }
    }
    decisions.close();
  }
}
