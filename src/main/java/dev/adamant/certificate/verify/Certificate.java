package dev.adamant.certificate.verify;

import static dev.adamant.certificate.verify.BrokenClaimException.require;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The content of {@code model.cert.json}: canonical JSON in UTF-8 and one line feed. It has no
 * time, so equal models of equal jobs have equal certificates.
 *
 * @param subject what it is of
 * @param obligations in the order in which the verifier derives them
 */
public record Certificate(Subject subject, List<Obligation> obligations) {

  /** The name of the file in a run directory, as {@link #beside} has it. */
  public static final String FILE = "model.cert.json";

  /** Version of this layout and of what its claims mean. */
  public static final String VERSION = "1";

  private static final String DIGEST = "sha256";
  private static final String SUFFIX = ".cert.json";
  private static final String MODEL_SUFFIX = ".safetensors";

  /**
   * The certificate's file of a model's: beside it, with its name, and {@code .cert.json} where
   * that has {@code .safetensors}.
   */
  public static Path beside(Path model) {
    String name = String.valueOf(model.getFileName());
    int end = name.endsWith(MODEL_SUFFIX) ? name.length() - MODEL_SUFFIX.length() : name.length();
    return model.resolveSibling(name.substring(0, end) + SUFFIX);
  }

  /** Makes the list immutable. */
  public Certificate {
    obligations = List.copyOf(obligations);
  }

  /** The file's bytes. */
  public byte[] bytes() {
    ObjectNode root = json();
    root.put(DIGEST, digest(root));
    return (Json.text(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode json() {
    ObjectNode root = Json.object().put("version", VERSION);
    root.set("subject", subject.json());
    ArrayNode list = root.putArray("obligations");
    obligations.forEach(obligation -> list.add(obligation.json()));
    return root;
  }

  /** SHA-256 of the canonical text without the digest and without the line feed. */
  private static String digest(ObjectNode root) {
    return Digest.sha256(Json.text(root).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A certificate as it was read.
   *
   * @param certificate the content
   * @param fault what is wrong with its text or digest; null for nothing
   */
  record Read(Certificate certificate, String fault) {}

  /**
   * The certificate that a file's bytes are.
   *
   * @throws BrokenClaimException when they are none
   */
  static Read parse(byte[] bytes) {
    JsonNode node = Json.parse(ByteBuffer.wrap(bytes));
    Json.keys(node, "it", "obligations", DIGEST, "subject", "version");
    String version = Json.string(node, "version");
    require(
        version.equals(VERSION), "it is of version " + version + ", this Adamant reads " + VERSION);
    Certificate certificate =
        new Certificate(
            Subject.parse(node.get("subject")),
            Json.list(node, "obligations").stream().map(Obligation::parse).toList());
    ObjectNode root = certificate.json();
    String digest = digest(root);
    String stated = Json.string(node, DIGEST);
    if (!digest.equals(stated)) {
      return new Read(
          certificate, "its text has the SHA-256 " + digest + ", and it states " + stated);
    }
    root.put(DIGEST, digest);
    byte[] canonical = (Json.text(root) + "\n").getBytes(StandardCharsets.UTF_8);
    int at = Arrays.mismatch(bytes, canonical);
    return new Read(
        certificate, at < 0 ? null : "it is not in the canonical form, from byte " + at + " on");
  }
}
