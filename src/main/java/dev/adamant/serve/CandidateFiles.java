package dev.adamant.serve;

import dev.adamant.record.Probes;
import dev.adamant.record.Registry;
import dev.adamant.record.RegistryException;
import dev.adamant.record.VersionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A version's files as its record has them: copies that nobody changes.
 *
 * @param model where it is
 * @param certificate its bytes
 * @param probes null where the version has none
 * @param copies to be deleted
 */
@SuppressWarnings("ArrayRecordComponent") // read in one place
record CandidateFiles(Path model, byte[] certificate, Probes probes, List<Path> copies)
    implements AutoCloseable {

  /**
   * Copies them.
   *
   * @throws GateRefusal when one is missing or has another digest, or the probes are none
   * @throws IOException when a copy cannot be written
   */
  static CandidateFiles take(CandidateFolder folder, Registry registry, VersionRecord record)
      throws GateRefusal, IOException {
    List<Path> copies = new ArrayList<>();
    try {
      Path model = copy(folder, registry, "model", record.modelSha256(), copies);
      Path proof = copy(folder, registry, "certificate", record.certificateSha256(), copies);
      if (!record.jobSha256().isEmpty()) {
        copy(folder, registry, "job", record.jobSha256(), copies);
      }
      Probes probes =
          record.probesSha256().isEmpty()
              ? null
              : probes(copy(folder, registry, "probes file", record.probesSha256(), copies));
      return new CandidateFiles(model, Files.readAllBytes(proof), probes, copies);
    } catch (GateRefusal | IOException | RuntimeException | Error e) {
      delete(copies);
      throw e;
    }
  }

  private static Path copy(
      CandidateFolder folder, Registry registry, String what, String sha256, List<Path> copies)
      throws GateRefusal, IOException {
    Path copy = folder.copy(what, registry.object(sha256), sha256);
    copies.add(copy);
    return copy;
  }

  private static Probes probes(Path file) throws GateRefusal, IOException {
    try {
      return Probes.read(file);
    } catch (RegistryException e) {
      throw new GateRefusal(without(file, e), e);
    }
  }

  /** A message without the place of a copy, which says nothing to anyone. */
  static String without(Path file, Exception e) {
    return String.valueOf(e.getMessage()).replace(file.toString(), "its copy");
  }

  private static void delete(List<Path> copies) throws IOException {
    for (Path copy : copies) {
      Files.deleteIfExists(copy);
    }
  }

  /** Deletes the copies. */
  @Override
  public void close() throws IOException {
    delete(copies);
  }
}
