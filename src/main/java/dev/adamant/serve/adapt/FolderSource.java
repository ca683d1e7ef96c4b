package dev.adamant.serve.adapt;

import dev.adamant.memory.Sha256;
import dev.adamant.serve.adapt.AdaptState.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder into which files {@code *.csv} are moved or written. A file is complete when two looks
 * find it alike; it is read once, and again when it gets other content. Files whose name begins
 * with a dot or ends otherwise are not looked at.
 */
final class FolderSource implements RowSource {

  private static final int CHUNK = 1 << 16;

  private final Path folder;
  private Map<String, Look> before = new HashMap<>();
  private boolean unsettled;

  /** What a look finds of a file. */
  private record Look(long size, long modified) {}

  /**
   * Follows a folder.
   *
   * @throws AdaptException when there is none
   */
  FolderSource(Path folder) throws AdaptException {
    this.folder = folder;
    if (!Files.isDirectory(folder)) {
      throw new AdaptException(
          folder + ": there is no such folder: make it, or name another to --follow");
    }
  }

  @Override
  public List<Offer> look(AdaptState state) throws NotNowException {
    Map<String, Look> now = new HashMap<>();
    List<Offer> offers = new ArrayList<>();
    unsettled = false;
    for (String name : names()) {
      Look look = look(name);
      Input known = state.inputs().get(name);
      if (look == null
          || (known != null
              && known.size() == look.size()
              && known.modified() == look.modified())) {
        continue;
      }
      now.put(name, look);
      if (look.equals(before.get(name))) {
        offers.add(new Offer(name));
      } else {
        unsettled = true;
      }
    }
    before = now;
    return offers;
  }

  private List<String> names() throws NotNowException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv") && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new NotNowException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Null where there is no such regular file. */
  private Look look(String name) throws NotNowException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(
              folder.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? new Look(found.size(), found.lastModifiedTime().toMillis())
          : null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new NotNowException(name + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean expectsMore() {
    return unsettled;
  }

  @Override
  public Content read(Offer offer, Path copy, AdaptState state) throws IOException {
    String name = offer.name();
    Look look = look(name);
    if (look == null || !look.equals(before.get(name))) {
      unsettled = true;
      return null;
    }
    if (look.size() > MOST_BYTES) {
      // The digest of what is not read: such a file is told by its size and time alone.
      String fault =
          name + ": has " + look.size() + " bytes, at most " + MOST_BYTES + " are read: divide it";
      return new Content(new Input("", look.size(), look.modified(), fault), "");
    }
    String digest = copy(folder.resolve(name), copy);
    if (digest == null || !look.equals(look(name))) {
      unsettled = true;
      return null;
    }
    return new Content(new Input(digest, look.size(), look.modified(), ""), "");
  }

  /** The digest of what was copied; null where it has grown too long. */
  private static String copy(Path from, Path to) throws IOException {
    MessageDigest digest = Sha256.start();
    byte[] buffer = new byte[CHUNK];
    long total = 0;
    try (InputStream in = open(from);
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > MOST_BYTES) {
          return null;
        }
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InputStream open(Path file) throws NotNowException {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new NotNowException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
