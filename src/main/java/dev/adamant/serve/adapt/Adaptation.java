package dev.adamant.serve.adapt;

import dev.adamant.model.ModelFile;
import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.target.Target;
import dev.adamant.train.Execution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Follows labelled rows and, whenever there are enough new ones, brings a candidate that has
 * learned from the newest before the server's gate. Every row is used once or not at all: how far
 * it is stands in one file, so it may end at any moment and goes on where it was. Rows that a
 * refused candidate was made for are thrown away, all of them, so that bad ones cannot gather; and
 * no candidate may be worse on the probes than the best version so far, less what a single rotation
 * may cost, so that many small steps cannot lead where a large one may not. Used by one thread.
 */
public final class Adaptation implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AdaptSettings settings;
  private final Registry registry;
  private final WorkFolder work;
  private final RowSource source;
  private final Reading reading;
  private final Judgement judgement;
  private final CandidateNews news;
  private AdaptState state;
  private String waiting = "";

  private Adaptation(AdaptParts parts, WorkFolder work, RowSource source, AdaptState state) {
    this.settings = parts.settings();
    this.registry = parts.registry();
    this.work = work;
    this.source = source;
    this.reading = new Reading(settings, work, source, parts.listener());
    this.judgement = new Judgement(parts);
    this.news = new CandidateNews(settings.model(), parts.listener());
    this.state = state;
  }

  /**
   * Goes on where the work folder says, or begins.
   *
   * @param registry stays the caller's
   * @param key signs versions; must be trusted by the registry
   * @param target stays the caller's
   * @param execution how candidates are computed
   * @param request asks the server
   * @throws AdaptException when the model cannot be adapted, the plan needs more memory than it may
   *     have, or another process works in the folder
   */
  public static Adaptation open(
      AdaptSettings settings,
      Registry registry,
      SigningKey key,
      Target target,
      Execution execution,
      RotationRequest request,
      AdaptListener listener)
      throws IOException {
    AdaptParts parts =
        new AdaptParts(settings, registry, key, target, execution, request, listener);
    AdaptPlan.check(parts);
    URI address = EndpointSource.address(settings.source());
    RowSource source =
        address == null
            ? new FolderSource(Path.of(settings.source()))
            : new EndpointSource(address, PATIENCE);
    WorkFolder work = null;
    try {
      work = WorkFolder.open(settings.work());
      return new Adaptation(parts, work, source, work.load(settings));
    } catch (IOException | RuntimeException | Error e) {
      source.close();
      if (work != null) {
        work.close();
      }
      throw e;
    }
  }

  /**
   * Goes on until the process ends or the thread is interrupted; or once through all that is there.
   *
   * @throws AdaptException when it cannot go on, also when the server cannot be reached {@code
   *     once}
   */
  public void run(boolean once) throws IOException, InterruptedException {
    while (true) {
      step();
      boolean settled = state.candidate() == null && waiting.isEmpty();
      if (once && !settled) {
        throw new AdaptException(waiting);
      }
      if (once && !source.expectsMore()) {
        return;
      }
      Thread.sleep(settings.every());
    }
  }

  /** Looks once at what is followed, and does all that follows from it. */
  void step() throws IOException, InterruptedException {
    try {
      if (finishCandidates()) {
        waits(takeOffers());
      }
    } catch (NotNowException e) {
      waits(e.getMessage());
    }
  }

  /** Takes what is offered, one after the other; what is in the way of one, empty for nothing. */
  private String takeOffers() throws IOException, InterruptedException {
    String trouble = "";
    for (RowSource.Offer offer : source.look(state)) {
      Base base = Base.of(registry, registry.state(), settings.model());
      RowFiles files = new RowFiles(ModelFile.describe(base.model()), settings.model());
      try {
        state = reading.take(offer, files, state);
      } catch (NotNowException e) {
        trouble = e.getMessage();
      }
      if (!finishCandidates()) {
        return waiting;
      }
    }
    return trouble;
  }

  /** Makes candidates while there are rows for them; false where the server is to be waited for. */
  private boolean finishCandidates() throws IOException, InterruptedException {
    while (state.candidate() != null || state.freshRows() >= settings.rows()) {
      if (state.candidate() == null) {
        begin();
      }
      Judgement.Verdict verdict = judgement.of(state, work.candidate(state.candidate().number()));
      switch (verdict.kind()) {
        case WAITING -> {
          waits(verdict.reason());
          return false;
        }
        case STALE -> state = state.withoutCandidate();
        case ACCEPTED -> state = state.accepted(verdict.live(), settings.window());
        case REFUSED -> {
          news.discarded(state, verdict.reason());
          state = state.refused();
        }
      }
      work.save(state);
    }
    return true;
  }

  private void begin() throws IOException {
    Base base = Base.of(registry, registry.state(), settings.model());
    AdaptState.Version live = base.version();
    AdaptState.Best best = state.best();
    ProbeScore score = judgement.score(base);
    boolean own = best != null && (live.equals(best.version()) || live.equals(state.made()));
    if (!own) {
      // Whoever brought in another version has vouched for it.
      state = state.begunWith(new AdaptState.Best(live, score.value()));
    } else if (score.isBetterThan(best.score())) {
      state = state.withBest(new AdaptState.Best(live, score.value()));
    }
    RowFiles files = new RowFiles(ModelFile.describe(base.model()), settings.model());
    Path folder = work.candidate(state.next());
    WorkFolder.remove(folder);
    Files.createDirectories(folder);
    reading.writeWindow(Trainee.rows(folder), files, state);
    state = state.withCandidate(base.version());
    work.save(state);
  }

  private void waits(String reason) {
    if (!reason.isEmpty() && !reason.equals(waiting)) {
      news.waiting(reason);
    }
    waiting = reason;
  }

  @Override
  public void close() throws IOException {
    source.close();
    work.close();
  }
}
