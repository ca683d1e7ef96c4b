package dev.adamant.record;

import static dev.adamant.record.Fold.require;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.record.LedgerFile.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Goes over the rows of a ledger in their order: those that a state has must be what they were,
 * bytes and signature by their digest; those that follow are checked as {@link Fold} does. Of many
 * that follow, texts are read and signatures verified by as many threads as there are processors:
 * that is nearly all of the work, about 0.4 ms an entry. They end before a method returns. What
 * does not hold is thrown as a {@link BrokenClaimException}.
 */
final class LedgerWalk {

  /** Rows that are held and folded at a time. */
  private static final int PORTION = 1024;

  /** Rows that are worth a thread. */
  private static final int EACH = 16;

  private final Snapshot known;
  private final List<Row> waiting = new ArrayList<>();
  private Snapshot state;
  private long next;

  /**
   * Begins.
   *
   * @param known a state
   * @param from the first row that will come, at most one after those of the state
   */
  LedgerWalk(Snapshot known, long from) {
    this.known = known;
    this.state = known;
    this.next = from;
  }

  /** Takes the next row. */
  void add(Row row) {
    if (next <= known.sequence()) {
      SignedEntry entry = known.entries().get((int) next - 1);
      require(isStored(entry, row), "it is not what it was when it was read before");
      next++;
      return;
    }
    waiting.add(row);
    if (waiting.size() == PORTION) {
      fold();
    }
  }

  /** The state after the last row. */
  Snapshot end() {
    require(next > known.sequence(), "it was there, and is gone");
    fold();
    return state;
  }

  /** The state up to where the first thing was found that does not hold. */
  Snapshot state() {
    return state;
  }

  /** The number of the entry that does not hold, if one was found. */
  long broken() {
    return next <= known.sequence() ? next : state.sequence() + 1;
  }

  private static boolean isStored(SignedEntry entry, Row row) {
    return row.sequence() == entry.sequence()
        && row.bytes() != null
        && row.signature() != null
        && entry.hash().equals(row.hash())
        && entry.hash().equals(EntryText.hash(row.bytes(), row.signature()));
  }

  private void fold() {
    if (waiting.isEmpty()) {
      return;
    }
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), waiting.size() / EACH);
    Snapshot together = threads < 2 ? null : together(threads);
    if (together == null) {
      // One after the other: few, or one does not hold, and the first such is to be found.
      Fold fold = new Fold(state);
      try {
        waiting.forEach(fold::add);
      } finally {
        state = fold.snapshot();
      }
    } else {
      state = together;
    }
    waiting.clear();
  }

  /** The state after the rows that wait; null where one does not hold. */
  private Snapshot together(int threads) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      SignedEntry[] entries = new SignedEntry[waiting.size()];
      VerifyingKey[] authors = new VerifyingKey[waiting.size()];
      if (!all(pool, threads, i -> (entries[i] = EntryText.read(waiting.get(i))) != null)) {
        return null;
      }
      Fold fold = new Fold(state);
      for (int i = 0; i < entries.length; i++) {
        authors[i] = fold.addUnverified(waiting.get(i), entries[i]);
      }
      return all(pool, threads, i -> authors[i].verifies(waiting.get(i))) ? fold.snapshot() : null;
    } catch (BrokenClaimException e) {
      return null;
    }
  }

  private interface Check {
    boolean holds(int row);
  }

  /** Whether a check holds of every row that waits; each thread takes every so many-th. */
  private boolean all(ExecutorService pool, int threads, Check check) {
    int rows = waiting.size();
    List<Future<Boolean>> parts =
        IntStream.range(0, threads)
            .mapToObj(
                first ->
                    pool.submit(
                        () ->
                            IntStream.iterate(first, i -> i < rows, i -> i + threads)
                                .allMatch(check::holds)))
            .toList();
    boolean holds = true;
    for (Future<Boolean> part : parts) {
      holds &= get(part);
    }
    return holds;
  }

  private static boolean get(Future<Boolean> part) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return part.get();
        } catch (InterruptedException e) {
          interrupted =
              true; // It ends soon; whoever interrupts wants the caller's next wait to end.
        } catch (ExecutionException e) {
          if (e.getCause() instanceof BrokenClaimException broken) {
            throw broken;
          }
          throw new IllegalStateException("an entry cannot be checked", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
