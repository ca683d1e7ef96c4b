package dev.adamant.schedule;

import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/** A target in an ensemble, what is known of its speed, and what it has done. */
final class Member {

  /** What all members compute with that are programs of the host's processor. */
  static final int PROCESSOR = -1;

  /** What copying is thought to take before any was measured, in bytes a second. */
  private static final double FIRST_BANDWIDTH = 4e9;

  private static final double NEW_WEIGHT = 0.2;

  private final int number;
  private final TargetInfo info;
  private final Target first;
  private final List<Lane> lanes = new ArrayList<>();
  private final boolean inPlace;
  private final Calibration calibration;
  private volatile String lostBecause;
  private double bandwidth = FIRST_BANDWIDTH;
  private long units;
  private double operations;
  private double busySeconds;

  /**
   * A member with one lane for each instance of its target.
   *
   * @param number from 0
   * @param instances of the target, which are the lanes' to close
   */
  Member(int number, List<Target> instances, Calibration calibration) {
    this.number = number;
    this.first = instances.getFirst();
    this.info = first.info();
    this.inPlace = first instanceof QueuedTarget && info.deviceClass() == DeviceClass.CPU;
    this.calibration = calibration;
    for (int i = 0; i < instances.size(); i++) {
      lanes.add(new Lane(this, i, instances.get(i)));
    }
  }

  int number() {
    return number;
  }

  String name() {
    return info.name();
  }

  TargetInfo info() {
    return info;
  }

  Calibration calibration() {
    return calibration;
  }

  List<Lane> lanes() {
    return lanes;
  }

  /**
   * Whether it works on the tensors themselves, in the thread that calls: a program of this
   * process. All others work on copies, so that one which was given up cannot write any more.
   */
  boolean isInPlace() {
    return inPlace;
  }

  /** The target of one that works in place. */
  QueuedTarget target() {
    return (QueuedTarget) first;
  }

  /** Members of equal numbers take their device from each other. */
  int resource() {
    boolean program =
        info.deviceClass() == DeviceClass.CPU || info.deviceClass() == DeviceClass.SIMULATION;
    return program ? PROCESSOR : number;
  }

  boolean takesPart() {
    return lostBecause == null;
  }

  String lostBecause() {
    return lostBecause;
  }

  void lost(String reason) {
    lostBecause = reason;
  }

  boolean supports(Work work) {
    if (!supports(work.kernel(), work.out().type())) {
      return false;
    }
    for (var operand : work.operands()) {
      if (!supports(work.kernel(), operand.type())) {
        return false;
      }
    }
    return true;
  }

  boolean supports(Kernel kernel, DataType type) {
    return first.supports(kernel, type);
  }

  /** Copies of so many bytes took so long. */
  synchronized void copied(long bytes, double seconds) {
    if (seconds > 0 && bytes > 0) {
      bandwidth += NEW_WEIGHT * (bytes / seconds - bandwidth);
    }
  }

  /** Seconds that copies of the work's operands and result are predicted to take. */
  synchronized double copySeconds(Work work) {
    if (inPlace) {
      return 0;
    }
    long bytes = Twin.bytes(work.out());
    for (var operand : work.operands()) {
      bytes += Twin.bytes(operand);
    }
    return bytes / bandwidth;
  }

  /** A unit is done. */
  synchronized void did(double ofOperations, double seconds) {
    units++;
    operations += ofOperations;
    busySeconds += seconds;
  }

  synchronized MemberState state() {
    return new MemberState(info.name(), lostBecause, units, operations, busySeconds);
  }
}
