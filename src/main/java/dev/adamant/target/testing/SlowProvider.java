package dev.adamant.target.testing;

import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Provides the targets {@code slow} and {@code slow:N}, with a delay of N milliseconds. */
public final class SlowProvider implements TargetProvider {

  static final String KIND = "slow";

  private static final int USUAL_MILLIS = 10;
  private static final Pattern NAME = Pattern.compile(KIND + "(?::([0-9]{1,6}))?");

  /** Does nothing. */
  public SlowProvider() {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<TargetListing> list() {
    try (Target target = open(KIND)) {
      return List.of(TargetListing.usable(target.info()));
    }
  }

  @Override
  public Target open(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new TargetUnavailableException(
          name,
          "its delay is no number of milliseconds from 0 to 999999: say "
              + KIND
              + ":20, or "
              + KIND
              + " for "
              + USUAL_MILLIS
              + " ms.",
          null);
    }
    String millis = matcher.group(1);
    return new SlowTarget(
        name, Duration.ofMillis(millis == null ? USUAL_MILLIS : Integer.parseInt(millis)));
  }
}
