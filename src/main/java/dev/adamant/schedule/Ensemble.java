package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.target.ClockCounts;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.HostMachine;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetException;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import dev.adamant.target.reference.ReferenceKernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several targets as one: every piece of work is done by whichever of them, or all of them, and the
 * bits are those of each. Tensors are in memory of the host.
 *
 * <p>A member that fails, hangs past its deadline or answers wrongly is taken out: its units are
 * done by the others, the {@link Watcher} is told, and the result is the same to the bit. The last
 * one's failure is the ensemble's. Members that are programs of this process ({@code native},
 * {@code reference}) work on the tensors themselves, have no deadline and are not checked; where
 * such a one fails in the midst of work that overwrites its operands, the ensemble fails, too, as
 * nothing is left to begin again with. All others work on copies. A wrong element that no check
 * word has met stays unseen ({@link EnsembleOptions#checks}).
 */
public final class Ensemble extends QueuedTarget {

  /** The kind, by which {@link TargetInfo} tells it. */
  public static final String KIND = "ensemble";

  /** Between the names of targets. */
  static final String SEPARATOR = ",";

  private static final double NANOS = 1e9;
  private static final long PATIENCE_AT_END_MILLIS = 5000;

  private final List<Member> members;
  private final EnsembleOptions options;
  private final Explorer explorer;
  private final Planner planner;

  private Ensemble(String name, List<Member> members, EnsembleOptions options) {
    super(name);
    this.members = members;
    this.options = options;
    this.explorer = new Explorer(options.deadline(), this::lost);
    this.planner = new Planner(members, options.policy(), explorer);
  }

  /**
   * An ensemble of targets, which are the ensemble's to close, also where this throws.
   *
   * @param members at least one, of different names
   * @throws TargetUnavailableException when there is none, or two have one name
   */
  public static Ensemble of(List<Target> members, EnsembleOptions options) {
    return ofInstances(members.stream().map(List::of).toList(), options);
  }

  /**
   * Opens the targets of a name such as {@code native,opencl:0,rtl}, or a single one. One with
   * memory of its own is opened twice, so that copies overlap work.
   *
   * @throws TargetUnavailableException when one of them cannot be used, or is named twice
   */
  public static Ensemble open(String names, EnsembleOptions options) {
    return open(names, options, Targets::open);
  }

  static Ensemble open(String names, EnsembleOptions options, Function<String, Target> opener) {
    List<List<Target>> instances = new ArrayList<>();
    try {
      for (String name : names.split(SEPARATOR, -1)) {
        List<Target> ofOne = new ArrayList<>();
        instances.add(ofOne);
        ofOne.add(opener.apply(name.strip()));
        if (!ofOne.getFirst().info().sharesHostMemory()) {
          ofOne.add(opener.apply(name.strip()));
        }
      }
    } catch (RuntimeException | Error e) {
      close(instances);
      throw e;
    }
    return ofInstances(instances, options);
  }

  private static Ensemble ofInstances(List<? extends List<Target>> all, EnsembleOptions options) {
    try {
      List<String> names = all.stream().map(one -> one.getFirst().info().name()).toList();
      String name = String.join(SEPARATOR, names);
      if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
        throw new TargetUnavailableException(
            name, "an ensemble has one target or more, each once: name others.", null);
      }
      List<Member> members = new ArrayList<>();
      for (List<Target> instances : all) {
        String identity = Calibration.nameOf(instances.getFirst().info());
        members.add(
            new Member(
                members.size(),
                instances,
                options.calibrations() == null
                    ? new Calibration(identity)
                    : Calibration.read(options.calibrations(), identity)));
      }
      return new Ensemble(name, List.copyOf(members), options);
    } catch (RuntimeException | Error e) {
      close(all);
      throw e;
    }
  }

  private static void close(List<? extends List<Target>> instances) {
    instances.forEach(ofOne -> ofOne.forEach(Target::close));
  }

  /** What every member has done so far, in the order of their names. */
  public List<MemberState> members() {
    return members.stream().map(Member::state).toList();
  }

  /** What would be done with the work now; it is not run, but unknown members are measured. */
  public Prediction predict(Work work) {
    Plan plan = planner.plan(work);
    Map<String, Long> shares = new LinkedHashMap<>();
    for (int i = 0; i < plan.shares().size(); i++) {
      if (plan.shares().get(i) > 0) {
        shares.put(members.get(i).name(), plan.shares().get(i));
      }
    }
    return new Prediction(plan.seconds(), plan.cut(), shares);
  }

  /**
   * Whether the work can be predicted without any measurement: one member has done this very amount
   * before, and of all others that can do it the like is known.
   */
  public boolean knows(Work work) {
    Amount amount = Amount.of(work);
    return canPredict(work) && able(work).stream().anyMatch(m -> m.calibration().knows(amount));
  }

  /** Whether {@link #predict} would measure nothing. */
  public boolean canPredict(Work work) {
    Amount amount = Amount.of(work);
    return able(work).stream().allMatch(m -> m.calibration().predict(amount).isPresent());
  }

  private List<Member> able(Work work) {
    return members.stream().filter(m -> m.takesPart() && m.supports(work)).toList();
  }

  /**
   * Measures work of the same amount on every member that can do it, on tensors of its own, so that
   * {@link #predict} knows; nothing where it is known, or would take too long.
   *
   * @param seconds about how long a measurement may go on for each member
   * @return whether something was measured
   */
  public boolean calibrate(Work work, double seconds) {
    boolean measured = false;
    for (Member member : members) {
      if (member.takesPart() && member.supports(work) && !isEmpty(work)) {
        measured |= explorer.measure(member, work, seconds);
      }
    }
    if (measured) {
      planner.forget();
    }
    return measured;
  }

  /** Asks the policy anew for all work from now on, as it is when a member is lost. */
  public void replan() {
    planner.forget();
  }

  @Override
  public TargetInfo info() {
    List<TargetInfo> infos = members.stream().map(Member::info).toList();
    return new TargetInfo(
        name(),
        KIND,
        DeviceClass.CPU,
        joined(infos, TargetInfo::device),
        joined(infos, TargetInfo::driver),
        HostMachine.memoryBytes(),
        infos.stream().mapToInt(TargetInfo::computeUnits).sum(),
        true,
        infos.stream().flatMap(info -> info.types().stream()).distinct().toList(),
        joined(infos, TargetInfo::route));
  }

  private static String joined(List<TargetInfo> infos, Function<TargetInfo, String> what) {
    return infos.stream().map(what).distinct().collect(Collectors.joining(", "));
  }

  /** {@inheritDoc} Of all members together. */
  @Override
  public ClockCounts clockCounts() {
    ClockCounts counts = ClockCounts.NONE;
    for (Member member : members) {
      for (Lane lane : member.lanes()) {
        counts = counts.plus(lane.target().clockCounts());
      }
    }
    return counts;
  }

  @Override
  public boolean supports(Kernel kernel, DataType type) {
    // For every tensor of a job: no stream.
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).supports(kernel, type)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void execute(Work work) {
    if (isEmpty(work)) {
      ReferenceKernels.execute(work);
      return;
    }
    while (true) {
      Plan plan = planner.plan(work);
      if (plan.alone() == null) {
        together(work, plan);
        return;
      }
      if (did(plan.alone(), work)) {
        return;
      }
    }
  }

  private static boolean isEmpty(Work work) {
    if (work.out().count() == 0) {
      return true;
    }
    List<Tensor> operands = work.operands();
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).count() == 0) {
        return true;
      }
    }
    return false;
  }

  /** In the calling thread, without handing anything over. */
  private boolean did(Plan.Alone alone, Work work) {
    Member member = alone.member();
    long start = System.nanoTime();
    try {
      member.target().runHeld(work);
    } catch (TargetException e) {
      if (Failures.areOfTheWork(e) || Works.overwrites(work)) {
        throw e;
      }
      lost(member, Failures.reason(e));
      return false;
    }
    long end = System.nanoTime();
    if (end > start) {
      alone.timer().observe((end - start) / NANOS);
    }
    member.did(alone.operations(), (end - start) / NANOS);
    if (options.watcher().wantsHappenings()) {
      tell(Happening.Kind.UNIT, member, work, start, end);
    }
    return true;
  }

  private void together(Work work, Plan plan) {
    try (Round round = new Round(work, plan.cut(), plan.speeds(), members, options, this::lost)) {
      round.run();
      if (plan.cut() != null && plan.cut().axis() == Axis.DEPTH) {
        merge(work, round.partialSums());
      }
    }
  }

  private void merge(Work work, List<Tensor> sums) {
    long start = System.nanoTime();
    Member host = null;
    for (Work part : Cut.merge(work, sums)) {
      host =
          members.stream()
              .filter(m -> m.isInPlace() && m.takesPart() && m.supports(part))
              .findFirst()
              .orElse(null);
      if (host == null) {
        ReferenceKernels.execute(part);
      } else {
        host.target().runHeld(part);
      }
    }
    if (options.watcher().wantsHappenings()) {
      Member shown = host == null ? members.getFirst() : host;
      tell(Happening.Kind.MERGE, shown, work, start, System.nanoTime());
    }
  }

  private void tell(Happening.Kind kind, Member member, Work work, long start, long end) {
    options
        .watcher()
        .happened(new Happening(kind, member.name(), 0, Labels.of(work), start, end, 0));
  }

  private void lost(Member member, String reason) {
    member.lost(reason);
    planner.forget();
    member.lanes().forEach(Lane::close);
    options.watcher().takenOut(member.name(), reason);
  }

  /**
   * Gives everything back, but for what hangs: that goes when it ends. Measured times are stored;
   * where that fails, they are measured again another time.
   */
  @Override
  protected void release() {
    members.forEach(member -> member.lanes().forEach(Lane::close));
    for (Member member : members) {
      if (member.takesPart()) {
        member.lanes().forEach(Ensemble::awaitClosed);
      }
      if (options.calibrations() != null) {
        try {
          member.calibration().write(options.calibrations());
        } catch (IOException e) {
          // A cache that cannot be written is no failure of the work.
        }
      }
    }
  }

  private static void awaitClosed(Lane lane) {
    try {
      lane.awaitClosed(PATIENCE_AT_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
