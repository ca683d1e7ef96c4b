package dev.adamant.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a source, unpacked where its name ends in {@code .gz} or {@code .tgz}, counted, and
 * with errors that name the source and the byte: every exception is a {@link DataException}.
 */
final class Input extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final String name;
  private final boolean packed;
  private final InputStream in;
  private long position;

  /** Over a stream, which it closes. */
  Input(String name, InputStream stream) throws DataException {
    this.name = name;
    this.packed = name.endsWith(".gz") || name.endsWith(".tgz");
    InputStream unpacked = stream;
    try {
      if (packed) {
        unpacked = new GZIPInputStream(stream, BUFFER);
      }
    } catch (IOException e) {
      closeAfter(stream, e);
      throw failed(e);
    }
    this.in = unpacked;
  }

  /** Opens a file. */
  static Input open(Path file) throws DataException {
    InputStream stream;
    try {
      stream = Files.newInputStream(file);
    } catch (IOException e) {
      throw refused(file, e);
    }
    return new Input(file.toString(), stream);
  }

  /** The system does not give the file. */
  static DataException refused(Path file, IOException e) {
    String reason =
        switch (e) {
          case NoSuchFileException _ -> "there is no such file";
          case AccessDeniedException _ -> "permission denied";
          case FileSystemException f when f.getReason() != null -> f.getReason();
          default -> e.getMessage();
        };
    return new DataException(file + ": cannot be read: " + reason, e);
  }

  private static void closeAfter(InputStream stream, IOException thrown) {
    try {
      stream.close();
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }

  /** What errors call it. */
  String name() {
    return name;
  }

  /** How many bytes were read, unpacked. */
  long position() {
    return position;
  }

  @Override
  public int read() throws DataException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws DataException {
    try {
      int count = in.read(bytes, offset, length);
      position += Math.max(count, 0);
      return count;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() throws DataException {
    try {
      in.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private DataException failed(IOException e) {
    String what =
        switch (e) {
          case EOFException _ when packed ->
              "its gzip data breaks off after byte "
                  + position
                  + " of what it unpacks to: the file was cut short, get it again";
          case ZipException _ when packed ->
              "is no gzip file or damaged after byte "
                  + position
                  + " of what it unpacks to ("
                  + e.getMessage()
                  + "): get it again";
          default -> "cannot be read after byte " + position + ": " + e.getMessage();
        };
    return new DataException(name + ": " + what, e);
  }
}
