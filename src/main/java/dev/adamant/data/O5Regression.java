package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.util.List;

/**
 * A function of two vectors x1 and x2 from the normal distribution of five dimensions that does not
 * change when both are rotated or reflected: sin‖x1‖ − ‖x2‖³/2 + x1·x2/(‖x1‖‖x2‖) (Finzi, Welling,
 * Wilson, A practical method for constructing equivariant multilayer perceptrons for arbitrary
 * matrix groups, ICML 2021). Those who compare errors divide the vectors and the values by their
 * deviations first; here they are as they come.
 */
final class O5Regression implements SampleSource {

  private static final int TRAIN = 1024;
  private static final int TEST = 4096;

  @Override
  public String name() {
    return "o5";
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
            new Signature(5, 0, 0),
            List.of(Fields.vectors("points", 2, 1, "1", Draws.NORMAL_BOUND)),
            List.of(Fields.field("value", List.of(0), 1, 1, "1", Fields.UNBOUNDED)));
    SampleRows rows = new SampleRows(source.text(), schema, train, test);
    for (int i = 0; i < train + test; i++) {
      double[] x = Draws.of(source.seed(), train, i).normals(10);
      rows.channelFeatures(x, 5);
      rows.targets(value(x));
    }
    return rows.build();
  }

  private static double value(double[] x) {
    double square1 = 0;
    double square2 = 0;
    double product = 0;
    for (int i = 0; i < 5; i++) {
      square1 += x[i] * x[i];
      square2 += x[5 + i] * x[5 + i];
      product += x[i] * x[5 + i];
    }
    double norm1 = Math.sqrt(square1);
    double norm2 = Math.sqrt(square2);
    return StrictMath.sin(norm1) - square2 * norm2 / 2 + product / (norm1 * norm2);
  }
}
