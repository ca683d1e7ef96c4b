package dev.adamant.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The volume of the convex hull of points, found point by point (the beneath-beyond method,
 * Grünbaum, Convex polytopes, 2nd edition, Springer 2003, section 5.2): from a simplex on, each
 * point outside adds the simplices between it and the facets that it sees, and the cone over their
 * border takes the place of these. All that is added is positive. The facets stay a closed surface
 * whichever of them a point is taken to see, so a point within rounding of the plane of a facet
 * costs no more than the volume of that rounding; points of a plane, as of a cube, are no harm.
 */
final class HullVolume {

  /** The most points: they are bits of a mask. */
  static final int MOST_POINTS = 64;

  private final double[][] points;
  private final int dimension;
  private final double[] minors;
  private List<Facet> facets = new ArrayList<>();
  private double volume;

  private HullVolume(double[][] points) {
    this.points = points;
    this.dimension = points[0].length;
    this.minors = new double[1 << dimension];
  }

  /** A simplex of the surface: as many vertices as there are dimensions. */
  private static final class Facet {
    // In such an order that what is outside has a positive height.
    private final int[] vertices;
    private final double[] normal;
    private final long mask;

    Facet(int[] vertices, double[] normal) {
      this.vertices = vertices;
      this.normal = normal;
      this.mask = mask(vertices);
    }
  }

  /** A facet at its border: without that vertex. */
  private record Ridge(Facet facet, int vertex) {}

  /**
   * The volume; 0 where the points are in a plane.
   *
   * @param points at least one and at most {@link #MOST_POINTS}, each of the same number of
   *     components, from 2 to 10
   */
  static double of(double[][] points) {
    if (points.length > MOST_POINTS || points[0].length < 2 || points[0].length > 10) {
      throw new IllegalArgumentException(
          points.length + " points of " + points[0].length + " components are too many");
    }
    return new HullVolume(points).measure();
  }

  private double measure() {
    int[] simplex = simplex();
    if (simplex.length <= dimension) {
      return 0;
    }
    long within = mask(simplex);
    for (int k = 0; k <= dimension; k++) {
      facets.add(opposite(simplex, k));
    }
    volume = -height(facets.getLast(), simplex[dimension]);
    for (int point = 0; point < points.length; point++) {
      if ((within >>> point & 1) == 0) {
        add(point);
      }
    }
    for (int k = 2; k <= dimension; k++) {
      volume /= k;
    }
    return volume;
  }

  /** Points far from each other that are in no plane; fewer where there are none. */
  private int[] simplex() {
    List<Integer> chosen = new ArrayList<>(List.of(0));
    double[][] rest = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      rest[i] = difference(points[i], points[0]);
    }
    double first = 0;
    while (chosen.size() <= dimension) {
      int farthest = 0;
      for (int i = 1; i < points.length; i++) {
        farthest = dot(rest[i], rest[i]) > dot(rest[farthest], rest[farthest]) ? i : farthest;
      }
      double square = dot(rest[farthest], rest[farthest]);
      first = Math.max(first, square);
      if (!(square > 1e-28 * first)) {
        break;
      }
      chosen.add(farthest);
      double[] axis = rest[farthest].clone();
      for (double[] other : rest) {
        double share = dot(other, axis) / square;
        for (int k = 0; k < dimension; k++) {
          other[k] -= share * axis[k];
        }
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private Facet opposite(int[] simplex, int without) {
    int[] vertices = new int[dimension];
    for (int k = 0, at = 0; k <= dimension; k++) {
      if (k != without) {
        vertices[at++] = simplex[k];
      }
    }
    Facet facet = facet(vertices);
    if (height(facet, simplex[without]) > 0) {
      int moved = vertices[0];
      vertices[0] = vertices[1];
      vertices[1] = moved;
      facet = facet(vertices);
    }
    return facet;
  }

  private void add(int point) {
    List<Facet> hidden = new ArrayList<>();
    Map<Long, Ridge> border = new LinkedHashMap<>();
    for (Facet facet : facets) {
      double height = height(facet, point);
      if (height > 0) {
        volume += height;
        for (int k = 0; k < dimension; k++) {
          // A ridge between two visible facets comes twice and is no border.
          long ridge = facet.mask & ~(1L << facet.vertices[k]);
          if (border.remove(ridge) == null) {
            border.put(ridge, new Ridge(facet, k));
          }
        }
      } else {
        hidden.add(facet);
      }
    }
    for (Ridge ridge : border.values()) {
      int[] vertices = ridge.facet.vertices.clone();
      vertices[ridge.vertex] = point;
      hidden.add(facet(vertices));
    }
    facets = hidden;
  }

  private Facet facet(int[] vertices) {
    return new Facet(vertices, normal(vertices));
  }

  private static long mask(int[] vertices) {
    long mask = 0;
    for (int vertex : vertices) {
      mask |= 1L << vertex;
    }
    return mask;
  }

  /** The cofactors of what {@link #height} multiplies them by, exact for small integers. */
  private double[] normal(int[] vertices) {
    int all = minors.length - 1;
    minors[0] = 1;
    double[][] edges = new double[dimension][];
    for (int row = 1; row < dimension; row++) {
      edges[row] = difference(points[vertices[row]], points[vertices[0]]);
    }
    for (int columns = 1; columns < all; columns++) {
      double[] edge = edges[Integer.bitCount(columns)];
      double minor = 0;
      for (int rest = columns, sign = Integer.bitCount(columns); rest != 0; sign++) {
        int column = Integer.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        double product = edge[column] * minors[columns & ~(1 << column)];
        minor += (sign & 1) == 1 ? product : -product;
      }
      minors[columns] = minor;
    }
    double[] normal = new double[dimension];
    for (int column = 0; column < dimension; column++) {
      double minor = minors[all & ~(1 << column)];
      normal[column] = (dimension - 1 + column & 1) == 0 ? minor : -minor;
    }
    return normal;
  }

  /** The determinant of the edges and the point: above 0 outside. */
  private double height(Facet facet, int point) {
    return dot(facet.normal, difference(points[point], points[facet.vertices[0]]));
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      difference[k] = a[k] - b[k];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
