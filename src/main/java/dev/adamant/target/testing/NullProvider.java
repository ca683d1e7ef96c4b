package dev.adamant.target.testing;

import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.util.List;

/** Provides the target {@code null}. */
public final class NullProvider implements TargetProvider {

  /** Does nothing. */
  public NullProvider() {}

  @Override
  public String kind() {
    return NullTarget.NAME;
  }

  @Override
  public List<TargetListing> list() {
    try (Target target = new NullTarget()) {
      return List.of(TargetListing.usable(target.info()));
    }
  }

  @Override
  public Target open(String name) {
    if (!name.equals(NullTarget.NAME)) {
      throw new TargetUnavailableException(
          name, "there is one of its kind: say " + NullTarget.NAME + ".", null);
    }
    return new NullTarget();
  }
}
