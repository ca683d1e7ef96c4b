package dev.adamant.record;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Verification;
import dev.adamant.certificate.verify.Verifier;
import dev.adamant.memory.Sha256;
import dev.adamant.record.RegistryState.Version;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all of a registry: the structure of the ledger's file, each entry of the chain, and of
 * each version the digests of its files and its certificate.
 */
public final class RegistryVerifier {

  private final Path directory;
  private final ObjectStore store;
  private final List<Finding> findings = new ArrayList<>();

  private RegistryVerifier(Path directory) {
    this.directory = directory;
    this.store = new ObjectStore(directory.resolve(Registry.OBJECTS));
  }

  /**
   * Verifies. Of a ledger that is broken, versions before the first broken entry are looked at,
   * too.
   *
   * @param root id of the key that the first entry must be of; null for any
   * @param head hash of an entry that must be in the chain, as someone noted it before: a ledger
   *     that was cut short or written anew does not have it; null for none
   * @throws RegistryException when there is no registry
   */
  public static Verification verify(Path directory, String root, String head) throws IOException {
    Path ledger = Registry.ledger(directory);
    RegistryVerifier verifier = new RegistryVerifier(directory);
    Snapshot state = verifier.ledger(ledger);
    if (root != null) {
      verifier.root(state, root);
    }
    if (head != null) {
      verifier.head(state, head);
    }
    for (Lineage lineage : state.lineages().values()) {
      lineage.versions().forEach(verifier::version);
    }
    return new Verification(verifier.findings);
  }

  private void find(String about, boolean holds, String message) {
    findings.add(new Finding(about, holds, Fold.printable(message)));
  }

  /** The state of the entries before the first that is broken. */
  private Snapshot ledger(Path file) {
    LedgerWalk walk = new LedgerWalk(Snapshot.EMPTY, 1);
    try (LedgerFile ledger = LedgerFile.open(file)) {
      ledger.check();
      find("ledger", true, "the file is whole");
      ledger.read(1, walk::add);
      find(
          "chain",
          true,
          "each of "
              + walk.end().sequence()
              + " entries follows on the one before, signed by a key that was trusted then");
    } catch (RegistryException e) {
      find("ledger", false, e.getMessage());
    } catch (BrokenClaimException e) {
      find("chain", false, "entry " + walk.broken() + " is broken: " + e.getMessage());
    }
    return walk.state();
  }

  private void root(Snapshot state, String root) {
    String first = state.entries().isEmpty() ? "" : state.entries().getFirst().author();
    find(
        "root",
        first.equals(root),
        first.equals(root)
            ? "the first key is " + root
            : "the first key is \"" + first + "\", must be " + root);
  }

  private void head(Snapshot state, String head) {
    for (SignedEntry entry : state.entries()) {
      if (entry.hash().equals(head)) {
        find("head", true, head + " is entry " + entry.sequence() + " of " + state.sequence());
        return;
      }
    }
    find("head", false, "no entry has the hash " + head);
  }

  private void version(Version version) {
    VersionRecord record = version.record();
    String about = record.model() + " " + record.version();
    if (version.collected()) {
      find(about, true, "its files were given back");
      return;
    }
    try {
      List<String> digests = Reclaiming.digests(record);
      for (String digest : digests) {
        Path file = store.file(digest);
        if (!Files.exists(file)) {
          find(about, false, file + " is missing");
          return;
        }
        String found = Sha256.of(file);
        if (!found.equals(digest)) {
          find(about, false, file + " has the SHA-256 " + found);
          return;
        }
      }
      List<Finding> broken = certificate(record).broken();
      find(
          about,
          broken.isEmpty(),
          broken.isEmpty()
              ? "its "
                  + digests.size()
                  + " files have their digests, and its certificate holds"
                  + (version.revoked() == null ? "" : "; revoked: " + version.revoked())
              : "its certificate does not hold, "
                  + broken.getFirst().obligation()
                  + " is broken: "
                  + broken.getFirst().message());
    } catch (IOException e) {
      find(about, false, FileFaults.reading(directory, e).getMessage());
    }
  }

  private Verification certificate(VersionRecord record) throws IOException {
    byte[] certificate = Files.readAllBytes(store.file(record.certificateSha256()));
    try (Arena arena = Arena.ofConfined();
        FileChannel model = FileChannel.open(store.file(record.modelSha256()))) {
      return Verifier.verify(
          model.map(FileChannel.MapMode.READ_ONLY, 0, model.size(), arena),
          certificate,
          record.jobSha256());
    }
  }
}
