package dev.adamant.certificate;

import dev.adamant.certificate.verify.Certificate;
import dev.adamant.certificate.verify.Digest;
import dev.adamant.certificate.verify.Finding;
import dev.adamant.certificate.verify.Json;
import dev.adamant.certificate.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A model and its certificate, changed by someone who then corrects every digest. */
final class Forgery {

  private static final JsonMapper JSON = JsonMapper.shared();

  private String header;
  private byte[] data;
  private final ObjectNode certificate;

  /** Of a model with its certificate beside it. */
  Forgery(Path model) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(model)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] text = new byte[(int) bytes.getLong()];
    bytes.get(text);
    data = new byte[bytes.remaining()];
    bytes.get(data);
    header = new String(text, StandardCharsets.UTF_8);
    certificate =
        (ObjectNode) JSON.readTree(Files.readAllBytes(model.resolveSibling(Certificate.FILE)));
  }

  /** Changes text of the header, which must be there. */
  Forgery replace(String old, String with) {
    if (!header.contains(old)) {
      throw new IllegalArgumentException("the header has no " + old + ": " + header);
    }
    header = header.replace(old, with);
    return this;
  }

  /** Changes a tensor's bytes. */
  Forgery data(String tensor, Consumer<ByteBuffer> change) {
    JsonNode offsets = JSON.readTree(header).path(tensor).path("data_offsets");
    int from = offsets.get(0).intValue();
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    change.accept(bytes.slice(from, offsets.get(1).intValue() - from).order(bytes.order()));
    return this;
  }

  /** Adds a tensor behind the others. */
  Forgery add(String tensor, String type, byte... bytes) {
    String entry =
        ",\""
            + tensor
            + "\":{\"dtype\":\"U16\",\"shape\":["
            + bytes.length / 2
            + "],\"data_offsets\":["
            + data.length
            + ","
            + (data.length + bytes.length)
            + "]}}";
    header = header.stripTrailing().replaceFirst("}$", "") + entry;
    replace(
        "{\"__metadata__\":{",
        "{\"__metadata__\":{\"adamant.type." + tensor + "\":\"" + type + "\",");
    int from = data.length;
    data = Arrays.copyOf(data, from + bytes.length);
    System.arraycopy(bytes, 0, data, from, bytes.length);
    return this;
  }

  /** Changes an obligation of the certificate. */
  Forgery obligation(String id, Consumer<ObjectNode> change) {
    change.accept(find(id));
    return this;
  }

  /** Changes the list of obligations. */
  Forgery obligations(Consumer<ArrayNode> change) {
    change.accept((ArrayNode) certificate.path("obligations"));
    return this;
  }

  Forgery subject(String key, String value) {
    ((ObjectNode) certificate.path("subject")).put(key, value);
    return this;
  }

  private ObjectNode find(String id) {
    for (JsonNode obligation : certificate.path("obligations")) {
      if (obligation.path("id").asString().equals(id)) {
        return (ObjectNode) obligation;
      }
    }
    throw new IllegalArgumentException("no obligation " + id);
  }

  /** What the verifier finds broken once all digests are right. */
  List<Finding> broken() {
    return broken(text -> text);
  }

  /** The same, of the certificate's text changed at last. */
  List<Finding> broken(UnaryOperator<String> last) {
    byte[] start = start();
    byte[] model = Arrays.copyOf(start, start.length + data.length);
    System.arraycopy(data, 0, model, start.length, data.length);
    ObjectNode evidence = (ObjectNode) find("integrity").path("evidence");
    evidence.put("header", Digest.sha256(start));
    ObjectNode tensors = evidence.putObject("tensors");
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(header).properties()) {
      JsonNode offsets = entry.getValue().path("data_offsets");
      if (offsets.isArray()) {
        byte[] own = Arrays.copyOfRange(data, offsets.get(0).intValue(), offsets.get(1).intValue());
        tensors.put(entry.getKey(), Digest.sha256(own));
      }
    }
    find("integrity")
        .put(
            "claim",
            "the header and all " + tensors.size() + " tensors have the SHA-256 in evidence");
    ((ObjectNode) certificate.path("subject")).put("model", Digest.sha256(model));
    certificate.remove("sha256");
    certificate.put(
        "sha256", Digest.sha256(Json.text(certificate).getBytes(StandardCharsets.UTF_8)));
    String text = last.apply(Json.text(certificate) + "\n");
    return Verifier.verify(
            MemorySegment.ofArray(model), text.getBytes(StandardCharsets.UTF_8), null)
        .broken();
  }

  private byte[] start() {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array();
    start.writeBytes(length);
    start.writeBytes(text);
    return start.toByteArray();
  }
}
