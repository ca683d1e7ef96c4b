package dev.adamant.record;

import static dev.adamant.record.Fold.require;

import dev.adamant.certificate.verify.Json;
import dev.adamant.memory.Sha256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bytes of entries: canonical JSON of {@code author}, {@code format}, {@code kind}, {@code
 * previous}, {@code sequence}, {@code statement} and {@code time}, the last in milliseconds since
 * 1970 UTC. The format tells what is signed from whatever else the key may sign.
 */
final class EntryText {

  private static final String FORMAT = "adamant-ledger-1";

  /** The most bytes of an entry. */
  private static final int MOST_BYTES = 1 << 20;

  private EntryText() {}

  /**
   * The bytes that are signed.
   *
   * @throws dev.adamant.certificate.verify.BrokenClaimException when a text has no UTF-8, or all of
   *     it is too long
   */
  static byte[] bytes(
      long sequence, String previous, Instant time, String author, Statement statement) {
    ObjectNode root =
        Json.object()
            .put("author", author)
            .put("format", FORMAT)
            .put("kind", statement.kind())
            .put("previous", previous)
            .put("sequence", sequence)
            .put("time", time.toEpochMilli());
    root.set("statement", statement.json());
    try {
      ByteBuffer utf8 =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(Json.text(root)));
      require(utf8.remaining() <= MOST_BYTES, "it has more than " + MOST_BYTES + " bytes");
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      require(false, "a text in it is no sequence of Unicode characters");
      throw new AssertionError(e);
    }
  }

  /** SHA-256 of bytes and signature. */
  static String hash(byte[] bytes, byte[] signature) {
    MessageDigest digest = Sha256.start();
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest(signature));
  }

  /**
   * The entry of what is stored of it; signature and links are not looked at.
   *
   * @throws dev.adamant.certificate.verify.BrokenClaimException when it is none
   */
  static SignedEntry read(LedgerFile.Row row) {
    byte[] bytes = row.bytes();
    byte[] signature = row.signature();
    String hash = row.hash();
    require(bytes != null && signature != null && hash != null, "a part of it is missing");
    require(bytes.length <= MOST_BYTES, "it has more than " + MOST_BYTES + " bytes");
    String digest = hash(bytes, signature);
    require(digest.equals(hash), "it has the hash " + digest + ", and states " + hash);
    JsonNode root = Json.parse(ByteBuffer.wrap(bytes));
    Json.keys(root, "it", "author", "format", "kind", "previous", "sequence", "statement", "time");
    String format = Json.string(root, "format");
    require(format.equals(FORMAT), "it is of format " + format + ", this Adamant reads " + FORMAT);
    long sequence = Json.longWhole(root, "sequence");
    String previous = Json.string(root, "previous");
    Instant time = Instant.ofEpochMilli(Json.longWhole(root, "time"));
    String author = StatementReader.shared(Json.string(root, "author"));
    Statement statement =
        StatementReader.read(Json.string(root, "kind"), root.required("statement"));
    require(
        Arrays.equals(bytes, bytes(sequence, previous, time, author, statement)),
        "it is not in the canonical form");
    return new SignedEntry(sequence, previous, time, author, statement, hash);
  }
}
