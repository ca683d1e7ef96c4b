package dev.adamant.target.libadamant;

import static dev.adamant.bindings.AdamantException.check;

import dev.adamant.bindings.Adamant;
import dev.adamant.bindings.AdamantException;
import dev.adamant.bindings.NativeLibraryException;
import dev.adamant.target.Target;
import dev.adamant.target.TargetListing;
import dev.adamant.target.TargetProvider;
import dev.adamant.target.TargetUnavailableException;
import java.util.List;

/** Provides the target {@code native} where libadamant can be loaded. */
public final class NativeProvider implements TargetProvider {

  /** Does nothing. */
  public NativeProvider() {}

  @Override
  public String kind() {
    return NativeTarget.NAME;
  }

  @Override
  public List<TargetListing> list() {
    try {
      checkLibrary();
      return List.of(TargetListing.usable(NativeTarget.describe()));
    } catch (NativeLibraryException | AdamantException | IllegalArgumentException e) {
      return List.of(TargetListing.unusable(NativeTarget.NAME, e.getMessage()));
    }
  }

  @Override
  public Target open(String name) {
    if (!name.equals(NativeTarget.NAME)) {
      throw new TargetUnavailableException(
          name, "there is one native target: say " + NativeTarget.NAME + ".", null);
    }
    try {
      checkLibrary();
      return new NativeTarget(Workers.ofThisProcess());
    } catch (NativeLibraryException | AdamantException | IllegalArgumentException e) {
      throw new TargetUnavailableException(name, e.getMessage(), e);
    }
  }

  /** Throws where the library cannot be loaded or cannot run the path that is asked for. */
  private static void checkLibrary() {
    check("adm_select_path", Adamant.adm_select_path(null));
  }
}
