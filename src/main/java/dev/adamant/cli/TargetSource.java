package dev.adamant.cli;

import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.Targets;
import java.util.List;

/** Where commands find targets: this machine, or what a test makes up. */
interface TargetSource {

  /** The targets of this machine. */
  TargetSource MACHINE =
      new TargetSource() {
        @Override
        public List<String> kinds() {
          return Targets.kinds();
        }

        @Override
        public List<TargetListing> list() {
          return Targets.list();
        }

        @Override
        public Target open(String name) {
          return Targets.open(name);
        }
      };

  /** The parts of targets' names before the colon. */
  List<String> kinds();

  /** Every target, usable or not. */
  List<TargetListing> list();

  /**
   * Opens a target; the caller closes it.
   *
   * @throws dev.adamant.target.TargetUnavailableException when there is none of that name, or it
   *     cannot be used
   */
  Target open(String name);

  /** Opens what all others are compared with; the caller closes it. */
  default Target reference() {
    return Targets.open("reference");
  }
}
