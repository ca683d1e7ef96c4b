package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.util.List;

/**
 * The signed volume of three vectors: x1, x2, x3 from the normal distribution of three dimensions,
 * and det(x1, x2, x3)/10, a pseudoscalar (Ruhe, Brandstetter, Forré, Clifford group equivariant
 * neural networks, NeurIPS 2023, which learns from 65,536 samples and judges by 16,384). It is the
 * grade 3 of x1 x2 x3, divided by 10: two geometric products are enough.
 */
final class SignedVolume implements SampleSource {

  private static final int TRAIN = 1024;
  private static final int TEST = 4096;

  @Override
  public String name() {
    return "signed-volume";
  }

  @Override
  public List<String> keys() {
    return List.of("train", "test", "seed");
  }

  @Override
  public Dataset read(SourceName source, Surroundings surroundings, ProgressListener listener)
      throws DataException {
    int train = source.samples("train", TRAIN);
    int test = source.samples("test", TEST);
    Schema schema =
        new Schema(
            new Signature(3, 0, 0),
            List.of(Fields.vectors("points", 3, 1, "m", Draws.NORMAL_BOUND)),
            List.of(Fields.field("volume", List.of(3), 1, 1, "m^3", Fields.UNBOUNDED)));
    SampleRows rows = new SampleRows(source.text(), schema, train, test);
    for (int i = 0; i < train + test; i++) {
      double[] x = Draws.of(source.seed(), train, i).normals(9);
      rows.channelFeatures(x, 3);
      rows.targets(determinant(x) / 10);
    }
    return rows.build();
  }

  private static double determinant(double[] x) {
    return x[0] * (x[4] * x[8] - x[5] * x[7])
        + x[1] * (x[5] * x[6] - x[3] * x[8])
        + x[2] * (x[3] * x[7] - x[4] * x[6]);
  }
}
