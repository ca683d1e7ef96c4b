package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Does units of one piece of work, each in the thread of its lane: copies, work, check, result. */
final class UnitRunner {

  private static final double NANOS = 1e9;

  private final Round round;
  private final Work work;
  private final Cut cut;
  private final EnsembleOptions options;
  private final boolean checksAll;

  /**
   * For the units of a round.
   *
   * @param cut null for one unit that is the whole work
   */
  UnitRunner(Round round, Work work, Cut cut, EnsembleOptions options) {
    this.round = round;
    this.work = work;
    this.cut = cut;
    this.options = options;
    this.checksAll = Works.overwrites(work);
  }

  /**
   * Does a unit; its results are in their place unless the lane was given up meanwhile.
   *
   * @return the partial sums, or null where the depth is not divided
   * @throws WrongAnswerException when a check word differs
   */
  Tensor run(Lane lane, Board.Unit unit) {
    long start = System.nanoTime();
    boolean depth = cut != null && cut.axis() == Axis.DEPTH;
    Tensor sums = depth ? round.newSums() : null;
    Work part =
        cut == null
            ? work
            : depth
                ? cut.partialSum(work, sums, unit.from(), unit.to())
                : cut.part(work, unit.from(), unit.to());
    if (!lane.member().isInPlace()) {
      onCopies(lane, unit, part);
    } else if (round.commits(lane, unit)) {
      lane.member().target().runHeld(part);
      long end = System.nanoTime();
      observe(lane, part, end - start);
      tell(Happening.Kind.UNIT, lane, unit, start, end, 0);
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    lane.worked(seconds);
    lane.member().did(Amount.of(part).operations(), seconds);
    return sums;
  }

  private void onCopies(Lane lane, Board.Unit unit, Work part) {
    long start = System.nanoTime();
    IdentityHashMap<Tensor, Tensor> copies = new IdentityHashMap<>();
    Twin out = null;
    long bytes = 0;
    List<Tensor> operands = part.operands();
    for (int i = 0; i < operands.size(); i++) {
      Tensor operand = operands.get(i);
      boolean isResult = operand.isSameAs(part.out());
      if (copies.containsKey(operand)) {
        continue;
      }
      Twin twin = isResult && out != null ? out : Twin.in(lane.slot(i + 1), operand);
      copies.put(operand, twin.copy());
      if (isResult) {
        out = twin;
      }
      if (!twin.slot().has(operand, round)) {
        twin.upload(lane.target());
        bytes += twin.bytes();
      }
      twin.slot().holds(isResult ? null : operand, round);
    }
    if (out == null) {
      out = Twin.in(lane.slot(0), part.out());
    }
    copies.put(part.out(), out.copy());
    long uploaded = System.nanoTime();
    lane.target().run(Works.replace(part, copies::get));
    long done = System.nanoTime();
    out.download(lane.target());
    long downloaded = System.nanoTime();
    check(lane, unit, part, out);
    long checked = System.nanoTime();
    if (!round.commits(lane, unit)) {
      return;
    }
    out.store();
    long stored = System.nanoTime();
    observe(lane, part, done - uploaded);
    lane.member()
        .copied(
            bytes + out.bytes(), (uploaded - start + downloaded - done + stored - checked) / NANOS);
    tell(Happening.Kind.UPLOAD, lane, unit, start, uploaded, bytes);
    tell(Happening.Kind.UNIT, lane, unit, uploaded, done, 0);
    tell(Happening.Kind.DOWNLOAD, lane, unit, done, downloaded, out.bytes());
  }

  private void check(Lane lane, Board.Unit unit, Work part, Twin out) {
    if (!ElementCheck.isPossible(part)
        || !((checksAll && options.checks() > 0) || lane.mayCheck(options.checks()))) {
      return;
    }
    long start = System.nanoTime();
    Optional<String> wrong = lane.check().find(part, out.hostCopy());
    long end = System.nanoTime();
    lane.checked((end - start) / NANOS);
    tell(Happening.Kind.CHECK, lane, unit, start, end, 0);
    if (wrong.isPresent()) {
      throw new WrongAnswerException("it answered wrongly: " + wrong.get());
    }
  }

  /** Two lanes of a device wait for each other, which says nothing of its speed. */
  private static void observe(Lane lane, Work part, long nanos) {
    if (lane.member().lanes().size() == 1 && nanos > 0) {
      lane.member().calibration().observe(Amount.of(part), nanos / NANOS);
    }
  }

  private void tell(
      Happening.Kind kind, Lane lane, Board.Unit unit, long start, long end, long bytes) {
    if (options.watcher().wantsHappenings()) {
      String text =
          cut == null
              ? Labels.of(work)
              : Labels.of(work)
                  + " "
                  + cut.axis().axisName()
                  + " "
                  + unit.from()
                  + ".."
                  + unit.to();
      options
          .watcher()
          .happened(
              new Happening(kind, lane.member().name(), lane.number(), text, start, end, bytes));
    }
  }
}
