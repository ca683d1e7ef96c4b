package dev.adamant.data;

import dev.adamant.memory.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The digest of a dataset's content, as {@link Dataset#digest} describes it. */
final class DatasetDigest {

  private DatasetDigest() {}

  static String of(Shape shape, Values values, Targets targets) {
    List<String> classes = targets instanceof Targets.Classes c ? c.names() : null;
    MessageDigest digest = Sha256.start();
    digest.update("adamant dataset 1".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer sizes =
        ByteBuffer.allocate(5 * Integer.BYTES + Double.BYTES)
            .putInt(targets.size())
            .putInt(shape.features())
            .putInt(targets.outputs())
            .putInt(shape.trainSize().orElse(-1))
            .putInt(classes == null ? -1 : classes.size())
            .putDouble(shape.range().orElse(Double.NaN))
            .flip();
    digest.update(sizes);
    for (String name : classes == null ? List.<String>of() : classes) {
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      digest.update(text);
    }
    values.digest(digest);
    targets.digest(digest);
    return HexFormat.of().formatHex(digest.digest());
  }
}
