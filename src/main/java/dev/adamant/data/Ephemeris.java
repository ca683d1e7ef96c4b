package dev.adamant.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The ephemeris DE405 of the Jet Propulsion Laboratory (Standish, JPL planetary and lunar
 * ephemerides, DE405/LE405, JPL Interoffice Memorandum 312.F-98-048, 1998), as the Debian package
 * {@code casacore-data-jpl-de405} has it: places of the bodies by time relative to the barycentre
 * of the Solar System, along the axes of the International Celestial Reference Frame.
 *
 * <p>The file {@code table.f0i} has 16 bytes, then records of {@value #STRIDE} bytes, the last one
 * 4 shorter: three integers, then {@value #COEFFICIENTS} doubles, little-endian. Record i is of 32
 * days from the modified Julian date MJD0 + 32(i + 1), in barycentric dynamical time. For each body
 * the days are cut into equal parts, and a part has for each of x, y and z the coefficients of a
 * Chebyshev series in kilometres. The file {@code table.dat} has as keywords MJD0, the length AU of
 * the astronomical unit in kilometres, and the products GM of mass and the constant of gravitation
 * in au³/d².
 */
final class Ephemeris {

  private static final int HEAD = 16;
  private static final int RECORD_HEAD = 12;
  private static final int STRIDE = 8160;
  private static final int COEFFICIENTS = 1018;
  private static final double RECORD_DAYS = 32;

  /** The bodies, in the order of nodes. The Earth and the Moon are one, at their barycentre. */
  enum Body {
    SUN("GMS", 750, 11, 2),
    MERCURY("GM1", 0, 14, 4),
    VENUS("GM2", 168, 10, 2),
    EARTH_MOON("GMB", 228, 13, 2),
    MARS("GM4", 306, 11, 1),
    JUPITER("GM5", 339, 8, 1),
    SATURN("GM6", 363, 7, 1),
    URANUS("GM7", 384, 6, 1),
    NEPTUNE("GM8", 402, 6, 1),
    PLUTO("GM9", 420, 6, 1);

    private final String keyword;
    private final int first;
    private final int terms;
    private final int parts;

    Body(String keyword, int first, int terms, int parts) {
      this.keyword = keyword;
      this.first = first;
      this.terms = terms;
      this.parts = parts;
    }
  }

  /** Where a body is and how it moves. Immutable. */
  static final class State {
    private final double[] position = new double[3];
    private final double[] velocity = new double[3];
    private final double[] acceleration = new double[3];

    private State() {}

    /** Three components in au, as a copy. */
    double[] position() {
      return position.clone();
    }

    /** Three components in au/d, as a copy. */
    double[] velocity() {
      return velocity.clone();
    }

    /** Three components in au/d², as a copy. */
    double[] acceleration() {
      return acceleration.clone();
    }
  }

  private final double[][] records;
  private final Map<String, Double> keywords;

  private Ephemeris(double[][] records, Map<String, Double> keywords) {
    this.records = records;
    this.keywords = keywords;
  }

  /**
   * Reads the two files.
   *
   * @param name of the dataset, for errors
   * @param series the content of {@code table.f0i}
   * @param table the content of {@code table.dat}
   * @throws DataException when one has another layout
   */
  static Ephemeris read(String name, byte[] series, byte[] table) throws DataException {
    Map<String, Double> keywords = KeywordTable.read(name + ": table.dat", table);
    for (String needed : new String[] {"MJD0", "AU"}) {
      require(name, keywords, needed);
    }
    for (Body body : Body.values()) {
      require(name, keywords, body.keyword);
    }
    int count = (series.length - HEAD + 4) / STRIDE;
    ByteBuffer in = ByteBuffer.wrap(series).order(ByteOrder.LITTLE_ENDIAN);
    boolean fits = count > 0 && series.length == HEAD + count * STRIDE - 4;
    double[][] records = new double[fits ? count : 0][COEFFICIENTS];
    for (int i = 0; i < records.length; i++) {
      int at = HEAD + i * STRIDE;
      fits &= in.getInt(at + 8) == COEFFICIENTS;
      in.position(at + RECORD_HEAD).asDoubleBuffer().get(records[i]);
    }
    if (!fits) {
      throw new DataException(
          name
              + ": table.f0i has "
              + series.length
              + " bytes and is not made of records of "
              + COEFFICIENTS
              + " coefficients: take that of the package");
    }
    return new Ephemeris(records, keywords);
  }

  private static void require(String name, Map<String, Double> keywords, String keyword)
      throws DataException {
    if (!keywords.containsKey(keyword)) {
      throw new DataException(
          name + ": table.dat has no keyword " + keyword + ": take that of the package");
    }
  }

  /** The modified Julian date from which it is known. */
  double begin() {
    return keywords.get("MJD0") + RECORD_DAYS;
  }

  /** The modified Julian date up to which it is known. */
  double end() {
    return begin() + RECORD_DAYS * records.length;
  }

  /** GM in au³/d². */
  double gm(Body body) {
    return keywords.get(body.keyword);
  }

  /**
   * Of a body at a time.
   *
   * @param date modified Julian, barycentric dynamical time, from {@link #begin} to {@link #end}
   */
  State state(Body body, double date) {
    double days = date - begin();
    if (!(days >= 0 && date <= end())) {
      throw new IllegalArgumentException(
          "the date " + date + " is not from " + begin() + " to " + end());
    }
    int record = Math.min((int) (days / RECORD_DAYS), records.length - 1);
    double length = RECORD_DAYS / body.parts;
    double within = days - RECORD_DAYS * record;
    int part = Math.min((int) (within / length), body.parts - 1);
    Chebyshev series = new Chebyshev(2 * (within - length * part) / length - 1, body.terms);
    State state = new State();
    double au = keywords.get("AU");
    for (int axis = 0; axis < 3; axis++) {
      int first = body.first + body.terms * (3 * part + axis);
      state.position[axis] = series.value(records[record], first) / au;
      state.velocity[axis] = series.slope(records[record], first) * (2 / length) / au;
      state.acceleration[axis] =
          series.curvature(records[record], first) * (4 / (length * length)) / au;
    }
    return state;
  }
}
