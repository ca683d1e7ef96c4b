package dev.adamant.serve;

import dev.adamant.record.Decision;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryException;
import dev.adamant.record.RegistryState;
import dev.adamant.record.SignedEntry;
import dev.adamant.record.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides on candidates: checks, then the entry of the ledger, then the effect. The holder of a
 * slot's lock calls this, on a quiet thread.
 */
final class RotatorDecisions implements AutoCloseable {

  private final Registry registry;
  private final SigningKey key;
  private final RotatorListener listener;
  private final Gate gate;

  RotatorDecisions(
      Registry registry, SigningKey key, Engine.Limits limits, RotatorListener listener) {
    this.registry = registry;
    this.key = key;
    this.listener = listener;
    this.gate = new Gate(registry, limits);
  }

  /**
   * Checks that decisions can be signed.
   *
   * @throws RegistryException when they cannot
   */
  void checkTrusted(RegistryState state) throws RegistryException {
    if (!state.trusts(key.id())) {
      throw new RegistryException(
          "the key "
              + key.id()
              + " is not trusted by the registry: have it added by one that is, or name another");
    }
  }

  /**
   * A version of the registry.
   *
   * @throws RegistryException when there is none
   */
  static RegistryState.Version find(RegistryState state, String model, int version)
      throws RegistryException {
    int versions = state.versions(model).size();
    if (versions == 0) {
      throw new RegistryException("there is no model " + model + " in the registry");
    }
    return state
        .version(model, version)
        .orElseThrow(
            () ->
                new RegistryException(
                    model + " has no version " + version + ": there are 1 to " + versions));
  }

  /**
   * The version that a roll-back goes to.
   *
   * @throws RegistryException when there is none
   */
  static RegistryState.Version previous(RegistryState state, String model)
      throws RegistryException {
    return state
        .previous(model)
        .orElseThrow(
            () ->
                new RegistryException(
                    model
                        + " has no version that was live before: there is nothing to go back to"));
  }

  private static int live(RegistryState state, String model) {
    return state.live(model).map(version -> version.record().version()).orElse(0);
  }

  /** As {@link Rotator#rotate} says. */
  Decision rotate(RotatorSlot slot, int number, GateSettings settings)
      throws IOException, InterruptedException {
    RegistryState state = registry.state();
    RegistryState.Version version = find(state, slot.name(), number);
    return new Attempt(slot, state, version, Decision.Action.ROTATED)
        .decide(
            (candidate, checks) -> {
              GateComparison comparison = new GateComparison(settings, checks);
              if (slot.engine() == null) {
                return comparison.alone(candidate);
              }
              GateEvidence live = slot.evidence(slot.engine().version());
              GateEvidence answered = comparison.beside(candidate, live);
              comparison.shadow(
                  candidate, slot.engine(), live, () -> overtaken(state, slot.name(), number));
              boolean same =
                  candidate.version().probesSha256().equals(slot.engine().version().probesSha256());
              return same ? answered : null;
            });
  }

  /**
   * What has become of a model in the ledger meanwhile.
   *
   * @param state as it was
   * @param candidate that is to go live
   * @return one sentence; null where it may still
   */
  private String overtaken(RegistryState state, String model, int candidate) throws IOException {
    RegistryState now = registry.state();
    if (find(now, model, candidate).revoked() != null) {
      return "it was revoked meanwhile: " + find(now, model, candidate).revoked();
    }
    int live = live(now, model);
    if (live != live(state, model)) {
      return "version " + live + " has gone live meanwhile: ask again";
    }
    return live == 0 || find(now, model, live).revoked() == null
        ? null
        : "the live version was revoked meanwhile: ask again";
  }

  /** As {@link Rotator#rollback} says. */
  Decision rollback(RotatorSlot slot) throws IOException, InterruptedException {
    RegistryState state = registry.state();
    RegistryState.Version version = previous(state, slot.name());
    return new Attempt(slot, state, version, Decision.Action.ROLLED_BACK)
        .decide((candidate, checks) -> null);
  }

  /**
   * Brings in what is decided already.
   *
   * @throws GateRefusal when it cannot be
   */
  void bringIn(RotatorSlot slot, RegistryState state, RegistryState.Version version)
      throws GateRefusal, IOException, InterruptedException {
    Candidate candidate = gate.admit(state, version, null, slot.idleTarget(), new GateChecks());
    try {
      keepEvidence(slot, candidate, null);
    } catch (RuntimeException | InterruptedException | Error e) {
      candidate.discard();
      throw e;
    }
    slot.swap(candidate.engine());
  }

  /** What a version answers to its own probes is known before it is live, and never asked then. */
  private static void keepEvidence(RotatorSlot slot, Candidate candidate, GateEvidence known)
      throws InterruptedException {
    boolean isKept = slot.evidence(candidate.version()) != null;
    if (candidate.probes() != null && !isKept) {
      GateEvidence own =
          known != null ? known : GateEvidence.of(candidate.engine(), candidate.probes());
      slot.keep(candidate.version(), own);
    }
  }

  /** A part of what is done to record a decision. */
  @FunctionalInterface
  private interface Recording<T> {
    T record() throws IOException;
  }

  /** What a candidate is put to besides the checks that all are. */
  @FunctionalInterface
  private interface Comparing {

    /** Its answers to its own probes, where they are known from it; else null. */
    GateEvidence compare(Candidate candidate, GateChecks checks)
        throws GateRefusal, IOException, InterruptedException;
  }

  /** One candidate on its way. */
  private final class Attempt {

    private final RotatorSlot slot;
    private final RegistryState state;
    private final RegistryState.Version version;
    private final Decision.Action action;
    private final GateChecks checks = new GateChecks();
    private final long begun = System.nanoTime();
    private Candidate candidate;
    private boolean isLive;

    Attempt(
        RotatorSlot slot,
        RegistryState state,
        RegistryState.Version version,
        Decision.Action action) {
      this.slot = slot;
      this.state = state;
      this.version = version;
      this.action = action;
    }

    Decision decide(Comparing comparing) throws IOException, InterruptedException {
      try {
        Decision.Action decided = action;
        try {
          check(comparing);
        } catch (GateRefusal e) {
          if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException(e.getMessage());
          }
          decided = Decision.Action.REFUSED;
        }
        recording(
            () -> {
              registry.check();
              return null;
            });
        Decision decision = settle(decision(decided));
        registry.settle();
        return decision;
      } finally {
        if (candidate != null && !isLive) {
          candidate.discard();
        }
      }
    }

    /** Records and takes effect; with the usual priority, for from here on somebody waits. */
    private Decision settle(Decision decision) throws IOException {
      try {
        return QuietThreads.usually(() -> recordAndSwap(decision));
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private Decision recordAndSwap(Decision decision) throws IOException {
      long checked = System.nanoTime();
      SignedEntry entry = append(decision);
      long recorded = System.nanoTime();
      Optional<Duration> swap = Optional.empty();
      if (decision.action() != Decision.Action.REFUSED) {
        isLive = true;
        slot.swap(candidate.engine());
        swap = Optional.of(Duration.ofNanos(System.nanoTime() - recorded));
      }
      Duration gated = Duration.ofNanos(checked - begun);
      Duration written = Duration.ofNanos(recorded - checked);
      listener.decided(decision, entry, new RotatorListener.Times(gated, written, swap));
      return decision;
    }

    private void check(Comparing comparing) throws GateRefusal, IOException, InterruptedException {
      int number = version.record().version();
      if (number == live(state, slot.name())) {
        checks.make(
            "version",
            _ -> {
              throw new GateRefusal("version " + number + " is live already");
            });
      }
      Engine live = slot.engine();
      candidate =
          gate.admit(
              state, version, live == null ? null : live.description(), slot.idleTarget(), checks);
      keepEvidence(slot, candidate, comparing.compare(candidate, checks));
    }

    private Decision decision(Decision.Action decided) {
      int from = live(state, slot.name());
      return new Decision(decided, slot.name(), from, version.record().version(), checks.made());
    }

    /** Adds the entry; {@link Registry#check} went before, so that it is quick. */
    private SignedEntry append(Decision decision) throws RegistryException {
      return recording(() -> registry.appendUnsettled(key, decision));
    }

    private <T> T recording(Recording<T> part) throws RegistryException {
      try {
        return part.record();
      } catch (IOException e) {
        throw new RegistryException(
            "the decision on "
                + slot.name()
                + " cannot be recorded, so nothing has changed: "
                + e.getMessage(),
            e);
      }
    }
  }

  /** Removes the folder for candidates. */
  @Override
  public void close() {
    try {
      gate.close();
    } catch (IOException e) {
      listener.troubled("", "the folder for candidates cannot be removed: " + e.getMessage());
    }
  }
}
