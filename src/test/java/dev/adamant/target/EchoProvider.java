package dev.adamant.target;

import java.util.List;

/** What somebody else's jar would hold: a kind of target that cannot be used. */
public final class EchoProvider implements TargetProvider {

  /** For the service loader. */
  public EchoProvider() {}

  @Override
  public String kind() {
    return "echo";
  }

  @Override
  public List<TargetListing> list() {
    return List.of(TargetListing.unusable("echo:9", "there is no wall."));
  }

  @Override
  public Target open(String name) {
    throw new TargetUnavailableException(name, "heard by the provider.", null);
  }
}
