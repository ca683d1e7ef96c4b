package dev.adamant.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reads plain files of a tar archive (POSIX.1-1988, ustar): names of at most 100 characters. */
final class TarFiles {

  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;

  private TarFiles() {}

  /** The content of the wanted files by name. */
  static Map<String, byte[]> read(Input archive, Predicate<String> wanted) throws DataException {
    Map<String, byte[]> files = new HashMap<>();
    try {
      byte[] header = archive.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        String name = text(header, 0, NAME_LENGTH);
        long size = Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
        if (wanted.test(name)) {
          files.put(name, archive.readNBytes(Math.toIntExact(size)));
        } else {
          archive.skipNBytes(size);
        }
        archive.skipNBytes(-size & (BLOCK - 1));
        header = archive.readNBytes(BLOCK);
      }
      return files;
    } catch (DataException e) {
      throw e;
    } catch (IOException | NumberFormatException e) {
      throw new DataException(
          archive.name() + ": is no tar archive at byte " + archive.position(), e);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII);
  }
}
