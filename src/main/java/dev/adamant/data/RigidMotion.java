package dev.adamant.data;

/**
 * A rotation by a unit quaternion w + xi + yj + zk, and then a translation.
 *
 * @param moveX along the first axis
 * @param moveY along the second axis
 * @param moveZ along the third axis
 */
record RigidMotion(
    double w, double x, double y, double z, double moveX, double moveY, double moveZ) {

  /** Moves nothing. */
  static final RigidMotion NONE = new RigidMotion(1, 0, 0, 0, 0, 0, 0);

  /** A translation. */
  static RigidMotion translation(double x, double y, double z) {
    return new RigidMotion(1, 0, 0, 0, x, y, z);
  }

  /** A translation along an axis, 0 to 2. */
  static RigidMotion translation(int axis, double by) {
    return translation(axis == 0 ? by : 0, axis == 1 ? by : 0, axis == 2 ? by : 0);
  }

  /** A rotation about an axis, 0 to 2, from the next axis to the one after it. */
  static RigidMotion rotation(int axis, double degrees) {
    double half = degrees * (Math.PI / 360);
    double sine = StrictMath.sin(half);
    return new RigidMotion(
        StrictMath.cos(half),
        axis == 0 ? sine : 0,
        axis == 1 ? sine : 0,
        axis == 2 ? sine : 0,
        0,
        0,
        0);
  }

  /** The other motion, and then this. */
  RigidMotion after(RigidMotion o) {
    // v + 2w (q × v) + 2 q × (q × v) is v, turned.
    double crossX = y * o.moveZ - z * o.moveY;
    double crossY = z * o.moveX - x * o.moveZ;
    double crossZ = x * o.moveY - y * o.moveX;
    return new RigidMotion(
        w * o.w - x * o.x - y * o.y - z * o.z,
        w * o.x + x * o.w + y * o.z - z * o.y,
        w * o.y - x * o.z + y * o.w + z * o.x,
        w * o.z + x * o.y - y * o.x + z * o.w,
        moveX + o.moveX + 2 * (w * crossX + y * crossZ - z * crossY),
        moveY + o.moveY + 2 * (w * crossY + z * crossX - x * crossZ),
        moveZ + o.moveZ + 2 * (w * crossZ + x * crossY - y * crossX));
  }

  /**
   * The motor of PGA, Cl(3,0,1), by its components of the grades 0, 2 and 4: 1, e01, e02, e03, e12,
   * e13, e23, e0123. It is the product of 1 − (x e01 + y e02 + z e03)/2 for the translation and w −
   * x e23 + y e13 − z e12 for the rotation.
   *
   * @param unit the length that is 1
   */
  double[] motor(double unit) {
    double a = -z;
    double b = y;
    double c = -x;
    double halfX = moveX / (-2 * unit);
    double halfY = moveY / (-2 * unit);
    double halfZ = moveZ / (-2 * unit);
    return new double[] {
      w,
      halfX * w - halfY * a - halfZ * b,
      halfY * w + halfX * a - halfZ * c,
      halfZ * w + halfX * b + halfY * c,
      a,
      b,
      c,
      halfX * c - halfY * b + halfZ * a
    };
  }
}
