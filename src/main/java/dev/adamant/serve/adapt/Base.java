package dev.adamant.serve.adapt;

import dev.adamant.record.Registry;
import dev.adamant.record.RegistryState;
import dev.adamant.record.VersionRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The version that a candidate begins from: the live one, or the newest that is not revoked where
 * none has been live.
 *
 * @param record of it
 * @param model its file
 * @param job its job; null where it has none
 * @param probes its file of labelled samples
 */
record Base(VersionRecord record, Path model, Path job, Path probes) {

  /**
   * The version as the ledger has it now.
   *
   * @throws NotNowException when it is revoked
   * @throws AdaptException when there is none that can be adapted
   */
  static Base of(Registry registry, RegistryState state, String model)
      throws AdaptException, NotNowException {
    Optional<RegistryState.Version> live = state.live(model);
    if (live.isEmpty()) {
      List<RegistryState.Version> all = state.versions(model);
      live = all.reversed().stream().filter(version -> version.revoked() == null).findFirst();
    }
    if (live.isEmpty()) {
      throw new AdaptException(
          registry.directory()
              + ": has no version of "
              + model
              + (state.versions(model).isEmpty() ? "" : " that is not revoked")
              + ": publish one by adamant registry publish");
    }
    VersionRecord record = live.get().record();
    String name = model + " version " + record.version();
    if (live.get().revoked() != null) {
      throw new NotNowException(
          name + " is live and revoked (" + live.get().revoked() + "): rotate to another first",
          null);
    }
    if (record.probesSha256().isEmpty()) {
      throw new AdaptException(
          name
              + " has no probes, and without them nothing stops a candidate that learned from bad"
              + " rows: publish it again with probes");
    }
    Path file = present(registry, name, record.modelSha256());
    Path job = record.jobSha256().isEmpty() ? null : present(registry, name, record.jobSha256());
    return new Base(record, file, job, present(registry, name, record.probesSha256()));
  }

  private static Path present(Registry registry, String name, String digest) throws AdaptException {
    Path file = registry.object(digest);
    if (!Files.exists(file)) {
      throw new AdaptException(
          name + " lacks the file " + file + ": adamant registry verify says what is missing");
    }
    return file;
  }

  /** As the state names it. */
  AdaptState.Version version() {
    return new AdaptState.Version(record.version(), record.modelSha256());
  }
}
