package dev.adamant.data;

import dev.adamant.memory.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The built-in dataset: 1797 handwritten digits of 8 by 8 pixels from 0 to 16, the test part of
 * "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak (UCI Machine Learning
 * Repository, 1998), as scikit-learn distributes it; its licence is beside the resource.
 */
final class Digits {

  /** The name of the dataset. */
  static final String NAME = "digits";

  private static final String RESOURCE = "digits.csv.gz";
  private static final String SHA_256 =
      "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a";
  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private Digits() {}

  /** The dataset. */
  static Dataset read() throws DataException {
    byte[] packed;
    try (InputStream in = Digits.class.getResourceAsStream(RESOURCE)) {
      packed = in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new DataException("digits: cannot be read from Adamant itself: " + e.getMessage(), e);
    }
    String digest = Sha256.of(packed);
    if (!digest.equals(SHA_256)) {
      throw new DataException(
          "digits: the data within Adamant has the SHA-256 "
              + digest
              + ", must have "
              + SHA_256
              + ": build or install Adamant again");
    }
    Input input = new Input(RESOURCE, new ByteArrayInputStream(packed));
    DataOptions options = DataOptions.DEFAULT.withHeader(false).withClasses(CLASSES);
    return CsvFile.read(input, NAME, options, Shape.images(16, List.of(8, 8)));
  }
}
