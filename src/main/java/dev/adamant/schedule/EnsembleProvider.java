package dev.adamant.schedule;

import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.util.List;

/**
 * Provides every name with a comma, such as {@code native,opencl:0}: the balanced policy, with
 * measured times kept in the cache folder.
 */
public final class EnsembleProvider implements TargetProvider {

  /** Does nothing. */
  public EnsembleProvider() {}

  @Override
  public String kind() {
    return Ensemble.KIND;
  }

  @Override
  public boolean provides(String name) {
    return name.contains(Ensemble.SEPARATOR);
  }

  /** {@inheritDoc} There are too many to list. */
  @Override
  public List<TargetListing> list() {
    return List.of();
  }

  @Override
  public Target open(String name) {
    if (!provides(name)) {
      throw new TargetUnavailableException(
          name, "an ensemble is named by its targets, such as native,opencl:0.", null);
    }
    return Ensemble.open(
        name,
        new EnsembleOptions(
            Policies.balanced(),
            Calibration.folder(),
            EnsembleOptions.DEADLINE,
            EnsembleOptions.CHECKS,
            Watcher.NONE));
  }
}
