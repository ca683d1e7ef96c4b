package dev.adamant.target.reference;

import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.util.List;

/** Provides the target {@code reference}, which is always there. */
public final class ReferenceProvider implements TargetProvider {

  /** Does nothing. */
  public ReferenceProvider() {}

  @Override
  public String kind() {
    return ReferenceTarget.NAME;
  }

  @Override
  public List<TargetListing> list() {
    try (Target target = new ReferenceTarget()) {
      return List.of(TargetListing.usable(target.info()));
    }
  }

  @Override
  public Target open(String name) {
    if (!name.equals(ReferenceTarget.NAME)) {
      throw new TargetUnavailableException(
          name, "there is one reference: say " + ReferenceTarget.NAME + ".", null);
    }
    return new ReferenceTarget();
  }
}
