package dev.adamant.cli;

import dev.adamant.schedule.Ensemble;
import dev.adamant.schedule.EnsembleOptions;
import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.Targets;
import java.util.ArrayList;
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

        @Override
        public Ensemble open(String names, EnsembleOptions options) {
          return Ensemble.open(names, options);
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

  /**
   * Opens several targets, or one, as an ensemble; the caller closes it.
   *
   * @param names with commas between them
   * @throws dev.adamant.target.TargetUnavailableException when one of them cannot be used
   */
  default Ensemble open(String names, EnsembleOptions options) {
    List<Target> members = new ArrayList<>();
    try {
      for (String name : TargetNames.split(names)) {
        members.add(open(name));
      }
    } catch (RuntimeException | Error e) {
      members.forEach(Target::close);
      throw e;
    }
    return Ensemble.of(members, options);
  }

  /** Opens what all others are compared with; the caller closes it. */
  default Target reference() {
    return Targets.open("reference");
  }
}
