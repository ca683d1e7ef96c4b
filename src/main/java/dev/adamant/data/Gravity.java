package dev.adamant.data;

/** Newton's law of gravitation. */
final class Gravity {

  private Gravity() {}

  /**
   * The accelerations of bodies by one another: for each the sum of gm·(x' − x)/‖x' − x‖³ over the
   * others, in their order.
   *
   * @param gm of each, in cubes of the unit of length over the square of the unit of time
   * @param position of each, three components; no two are the same
   */
  static double[][] accelerations(double[] gm, double[][] position) {
    int count = gm.length;
    double[][] accelerations = new double[count][3];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        if (i != j) {
          double x = position[j][0] - position[i][0];
          double y = position[j][1] - position[i][1];
          double z = position[j][2] - position[i][2];
          double square = x * x + y * y + z * z;
          double factor = gm[j] / (square * Math.sqrt(square));
          accelerations[i][0] += factor * x;
          accelerations[i][1] += factor * y;
          accelerations[i][2] += factor * z;
        }
      }
    }
    return accelerations;
  }
}
