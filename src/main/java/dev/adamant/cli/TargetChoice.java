package dev.adamant.cli;

import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.TargetUnavailableException;
import dev.adamant.target.Targets;
import dev.adamant.train.Precision;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Targets for training and for what is trained. */
final class TargetChoice {

  private TargetChoice() {}

  /** Kinds of targets for tests, which cannot be seen any more once they are in an ensemble. */
  private static final Set<String> TEST_KINDS = Set.of("null", "slow");

  /**
   * Opens a target by name; the caller closes it.
   *
   * @param name of one, or of several with commas between them, which are an ensemble
   * @throws picocli.CommandLine.ParameterException when there is no such kind of target
   * @throws TargetUnavailableException when it cannot be used, or computes nothing
   */
  static Target open(String name, CommandSpec spec, TargetSource source) {
    TargetNames.check(name, spec, source);
    refuseTests(name);
    Target target = source.open(name);
    if (target.info().deviceClass() == DeviceClass.TEST) {
      target.close();
      throw isForTests(name);
    }
    return target;
  }

  /**
   * Refuses names of targets for tests.
   *
   * @param names with commas between them
   * @throws TargetUnavailableException when one is
   */
  static void refuseTests(String names) {
    for (String name : TargetNames.split(names)) {
      if (TEST_KINDS.contains(name.substring(0, (name + ":").indexOf(':')))) {
        throw isForTests(name);
      }
    }
  }

  private static TargetUnavailableException isForTests(String name) {
    return new TargetUnavailableException(
        name, "it is for tests and computes nothing. Choose another --target.", null);
  }

  /**
   * Checks that a target computes in all formats of a job.
   *
   * @throws MalformedInputException when it does not
   */
  static void check(Target target, Precision precision) throws MalformedInputException {
    for (DataType type :
        List.of(
            precision.compute(), precision.storage(), precision.optimizer(), precision.loss())) {
      if (!target.supports(Kernel.CONTRACT, type)) {
        throw new MalformedInputException(
            "the target "
                + target.info().name()
                + " does not compute in "
                + type
                + ": choose --target reference, which does in any format, or another format");
      }
    }
  }

  /** Which it is, and why where that was left open. */
  static String text(String name, TargetInfo info) {
    String text = info.name() + ": " + info.device();
    return name.equals(Targets.AUTO) ? text + " (chosen by auto: " + reason(info) + ")" : text;
  }

  private static String reason(TargetInfo info) {
    if (info.deviceClass() != DeviceClass.CPU) {
      return "of the devices that are no processor the one with most memory";
    }
    return switch (info.kind()) {
      case "native" -> "there is no usable device but processors";
      case "reference" -> "nothing faster can be used, adamant devices says why";
      default -> "libadamant cannot be used, adamant devices says why";
    };
  }
}
