package dev.adamant.target.rtl;

import dev.adamant.bindings.AdamantRtlException;
import dev.adamant.bindings.NativeLibraryException;
import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.util.List;

/** Provides the target {@code rtl} where libadamant_rtl was built. */
public final class RtlProvider implements TargetProvider {

  /** Does nothing. */
  public RtlProvider() {}

  @Override
  public String kind() {
    return RtlTarget.NAME;
  }

  @Override
  public List<TargetListing> list() {
    try {
      return List.of(TargetListing.usable(RtlTarget.describe()));
    } catch (NativeLibraryException | AdamantRtlException e) {
      return List.of(TargetListing.unusable(RtlTarget.NAME, e.getMessage()));
    }
  }

  @Override
  public Target open(String name) {
    if (!name.equals(RtlTarget.NAME)) {
      throw new TargetUnavailableException(
          name, "there is one simulation: say " + RtlTarget.NAME + ".", null);
    }
    try {
      return new RtlTarget();
    } catch (NativeLibraryException | AdamantRtlException e) {
      throw new TargetUnavailableException(name, e.getMessage(), e);
    }
  }
}
