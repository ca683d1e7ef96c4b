package dev.adamant.record;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A connection to {@code ledger.db}, with pages of its own: what it reads first comes from the
 * file. One thread at a time uses it. Commits are on the disk when they return.
 */
final class LedgerFile implements AutoCloseable {

  /** "Adam", which {@code file} and the like may know a ledger by. */
  private static final int APPLICATION = 0x4164616d;

  /** Version of the table. */
  private static final int VERSION = 1;

  private static final int READ_WRITE_BY_URI = 0x42;
  private static final int CREATE = 0x4;
  private static final int BUSY_MILLIS = 30_000;
  private static final int CHECKPOINT_MILLIS = 100;

  /**
   * SQLite's driver logs, with stack traces, what it throws, too. Kept, for levels of loggers that
   * nobody keeps are forgotten.
   */
  private static final Logger LOGGER = Logger.getLogger("org.sqlite");

  static {
    LOGGER.setLevel(Level.OFF);
  }

  private final Path file;
  private final Connection connection;
  private final PreparedStatement select;

  /**
   * An entry as it is stored.
   *
   * @param sequence its place
   * @param bytes null where the file is damaged, as the others
   * @param signature of the bytes
   * @param hash of both
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Row(long sequence, byte[] bytes, byte[] signature, String hash) {}

  private LedgerFile(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.select =
        connection.prepareStatement(
            "SELECT sequence, bytes, signature, hash FROM entries WHERE sequence >= ?"
                + " ORDER BY sequence");
  }

  /**
   * Makes a file with no entries.
   *
   * @throws RegistryException when it cannot be written
   */
  static void create(Path file) throws RegistryException {
    try (Connection connection = connect(file, CREATE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE entries (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL,"
              + " signature BLOB NOT NULL, hash TEXT NOT NULL) STRICT");
      statement.execute("PRAGMA user_version=" + VERSION);
      statement.execute("PRAGMA application_id=" + APPLICATION);
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  /**
   * Opens a file that is there.
   *
   * @throws RegistryException when it is no ledger, or damaged
   */
  static LedgerFile open(Path file) throws RegistryException {
    try {
      Connection connection = connect(file, 0);
      try {
        checkKind(file, connection);
        return new LedgerFile(file, connection);
      } catch (SQLException | RegistryException | RuntimeException | Error e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  private static Connection connect(Path file, int flags) throws SQLException {
    Properties pragmas = new Properties();
    pragmas.setProperty("open_mode", String.valueOf(READ_WRITE_BY_URI | flags));
    pragmas.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
    pragmas.setProperty("journal_mode", "WAL");
    pragmas.setProperty("synchronous", "FULL");
    // As a URI, for in a plain name a question mark would begin settings.
    String name = file.toAbsolutePath().toUri().getRawPath();
    return DriverManager.getConnection("jdbc:sqlite:file:" + name, pragmas);
  }

  private static void checkKind(Path file, Connection connection)
      throws SQLException, RegistryException {
    int application = number(connection, "PRAGMA application_id");
    if (application != APPLICATION) {
      throw new RegistryException(
          file + ": is no ledger of Adamant: name the folder of a registry");
    }
    int version = number(connection, "PRAGMA user_version");
    if (version != VERSION) {
      throw new RegistryException(
          file + ": is a ledger of version " + version + ", this Adamant reads " + VERSION);
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  /**
   * Gives the entries from that place on to a reader, in their order.
   *
   * @throws RegistryException when they cannot be read
   */
  void read(long from, Consumer<Row> reader) throws RegistryException {
    try {
      select.setLong(1, from);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          reader.accept(
              new Row(
                  result.getLong(1), result.getBytes(2), result.getBytes(3), result.getString(4)));
        }
      }
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  /**
   * Looks at the structure of the whole file: damage may hide entries without touching one.
   *
   * @throws RegistryException when it is damaged
   */
  void check() throws RegistryException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = result.next() ? result.getString(1) : "nothing";
      if (!found.equals("ok")) {
        throw damaged(file, found.lines().reduce("", (a, b) -> b), null);
      }
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  /**
   * Begins to write, when no one else does.
   *
   * @throws RegistryException when another process writes for too long
   */
  void begin() throws RegistryException {
    execute("BEGIN IMMEDIATE");
  }

  /** Adds an entry to what {@link #begin} began. */
  void insert(Row entry) throws RegistryException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO entries VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, entry.sequence());
      insert.setBytes(2, entry.bytes());
      insert.setBytes(3, entry.signature());
      insert.setString(4, entry.hash());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  /** Brings what {@link #begin} began to the disk. */
  void commit() throws RegistryException {
    execute("COMMIT");
  }

  /**
   * Brings what was committed from the write-ahead log into the file itself, where each byte is
   * checked on reading; a damaged log would be taken for one that ends early. While others read it
   * stays in the log, and the next writer tries again.
   */
  void settle() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + CHECKPOINT_MILLIS);
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
    } catch (SQLException e) {
      // What was committed is on the disk.
    }
  }

  private void execute(String sql) throws RegistryException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  /** Closes it; what was begun and not committed is undone. */
  @Override
  public void close() throws RegistryException {
    try (connection) {
      select.close();
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  private static RegistryException damaged(Path file, String what, SQLException e) {
    return new RegistryException(file + ": is damaged: " + what + ": restore it from a copy", e);
  }

  /** By the result codes of SQLite, https://sqlite.org/rescode.html. */
  private static RegistryException fault(Path file, SQLException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String says = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return switch (e.getErrorCode()) {
      case 5, 6 ->
          new RegistryException(
              file
                  + ": another process has been writing for "
                  + BUSY_MILLIS / 1000
                  + " s: try again when it is done",
              e);
      case 13 ->
          new RegistryException(
              file + ": the disk is full, nothing was changed: make room on it", e);
      case 3, 8, 23 ->
          new RegistryException(
              file + ": may not be written: give this user the right to write it and its folder",
              e);
      case 10, 14 ->
          new RegistryException(
              file + ": cannot be read or written, nothing was changed: " + says, e);
      case 1, 11, 17, 18, 20, 24, 25, 26 -> damaged(file, says, e);
      default -> new RegistryException(file + ": cannot be read or written: " + says, e);
    };
  }
}
