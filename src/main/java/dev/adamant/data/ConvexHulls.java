package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.util.List;

/**
 * The volume of the convex hull of 16 points from the normal distribution of five dimensions (Ruhe,
 * Brandstetter, Forré, Clifford group equivariant neural networks, NeurIPS 2023, whose script makes
 * 16,384 samples each to learn from and to judge by).
 */
final class ConvexHulls implements SampleSource {

  private static final int TRAIN = 1024;
  private static final int TEST = 1024;
  private static final int DIMENSION = 5;
  private static final int POINTS = 16;

  @Override
  public String name() {
    return "hulls";
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
            new Signature(DIMENSION, 0, 0),
            List.of(Fields.vectors("points", 1, POINTS, "m", Draws.NORMAL_BOUND)),
            List.of(Fields.field("volume", List.of(0), 1, 1, "m^5", Fields.UNBOUNDED)));
    SampleRows rows = new SampleRows(source.text(), schema, train, test);
    for (int i = 0; i < train + test; i++) {
      Draws draws = Draws.of(source.seed(), train, i);
      double[][] points = new double[POINTS][];
      for (int k = 0; k < POINTS; k++) {
        points[k] = draws.normals(DIMENSION);
      }
      rows.nodeFeatures(points);
      rows.targets(HullVolume.of(points));
    }
    return rows.build();
  }
}
