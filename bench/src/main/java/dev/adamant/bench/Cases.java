package dev.adamant.bench;

import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The comparisons of the report, and the hot paths that must not allocate. The targets are for
 * {@link Sizes#FULL}.
 */
final class Cases {

  /** An exact dot product in cache, of the float32 one. */
  private static final double DOT_TARGET = 7;

  /** An exact dot product from memory, of the float32 one from memory. */
  private static final double STREAM_TARGET = 2;

  /** An exact product of matrices, of OpenBLAS sgemm. */
  private static final double PRODUCT_TARGET = 20;

  /**
   * An elementwise addition or multiplication, of the float32 dot: 0.5 ns where that takes 0.07.
   */
  private static final double ELEMENTWISE_TARGET = 0.5 / 0.07;

  /** A multiplication of the Java reference: 3 times the 8 ns of SoftPosit on the same terms. */
  private static final double REFERENCE_TARGET = 3 * 8 / 0.07;

  private static final Set<ElementwiseOperation> TARGETED_ELEMENTWISE =
      EnumSet.of(ElementwiseOperation.ADD, ElementwiseOperation.MUL);

  private final String path;
  private final Sizes sizes;
  private final List<Case> cases = new ArrayList<>();

  private Cases(String path, Sizes sizes) {
    this.path = path;
    this.sizes = sizes;
  }

  /**
   * All comparisons.
   *
   * @param path of libadamant that the subjects take; float32 always takes the best
   */
  static List<Case> all(String path, Sizes sizes) {
    Cases all = new Cases(path, sizes);
    all.addDots();
    all.addProducts();
    all.addElementwise();
    all.addReference();
    return List.copyOf(all.cases);
  }

  /** One small workload for each hot path, by name, in memory of the arena. */
  static Map<String, Workload> hotPaths(String path, Arena arena) {
    Map<String, Workload> hot = new TreeMap<>();
    int length = 16;
    for (Format f : List.of(Format.POSIT32, Format.BPOSIT32)) {
      hot.put("allocation/dot/" + f, new ExactDot(path, f, Distribution.NORMAL, length, 0, arena));
      hot.put("allocation/product/" + f, new ExactProduct(path, f, 3, arena));
      for (ElementwiseOperation op : ElementwiseOperation.values()) {
        hot.put(
            "allocation/elementwise/" + op.title() + "/" + f,
            new Elementwise(path, op, f, length, arena));
      }
      for (ReferenceOperation op : ReferenceOperation.values()) {
        hot.put("allocation/java/" + op.title() + "/" + f, new ReferenceLoop(op, f, length, arena));
      }
    }
    return hot;
  }

  private void addDots() {
    add("dot/cache/openblas", OptionalDouble.empty(), true, this::openBlasDot, this::floatDot);
    for (Distribution d : Distribution.values()) {
      for (Format f : Format.standard()) {
        OptionalDouble target =
            d == Distribution.NORMAL ? narrow(f, DOT_TARGET) : OptionalDouble.empty();
        add("dot/cache/" + title(d) + "/" + f, target, a -> dot(f, d, a), this::floatDot);
      }
    }
    add(
        "dot/cache/normal/posit16-to-posit32",
        OptionalDouble.of(1),
        a -> dot(Format.POSIT16, Distribution.NORMAL, a),
        a -> dot(Format.POSIT32, Distribution.NORMAL, a));
    for (Format f : List.of(Format.POSIT32, Format.BPOSIT32)) {
      add("dot/single/" + f, OptionalDouble.empty(), a -> singleDot(f, a), this::floatSingle);
    }
    for (Format f : Format.standard()) {
      add("dot/stream/" + f, narrow(f, STREAM_TARGET), a -> streamedDot(f, a), this::floatStream);
    }
  }

  private void addProducts() {
    for (Format f : Format.standard()) {
      int side = f.bits() == 64 ? sizes.wideSide() : sizes.side();
      add(
          "product/" + f,
          narrow(f, PRODUCT_TARGET),
          true,
          a -> new ExactProduct(path, f, side, a),
          a -> new FloatProduct(side, a));
    }
  }

  private void addElementwise() {
    for (ElementwiseOperation op : ElementwiseOperation.values()) {
      boolean targeted = TARGETED_ELEMENTWISE.contains(op);
      for (Format f : Format.standard()) {
        add(
            "elementwise/" + op.title() + "/" + f,
            targeted ? narrow(f, ELEMENTWISE_TARGET) : OptionalDouble.empty(),
            a -> elementwise(op, f, a),
            this::floatDot);
      }
      if (targeted) {
        add(
            "elementwise/" + op.title() + "/posit16-to-posit32",
            OptionalDouble.of(1),
            a -> elementwise(op, Format.POSIT16, a),
            a -> elementwise(op, Format.POSIT32, a));
      }
    }
  }

  private void addReference() {
    for (ReferenceOperation op : ReferenceOperation.values()) {
      for (Format f : Format.standard()) {
        add(
            "java/" + op.title() + "/" + f,
            op == ReferenceOperation.MUL ? narrow(f, REFERENCE_TARGET) : OptionalDouble.empty(),
            a -> new ReferenceLoop(op, f, sizes.cached(), a),
            this::floatDot);
      }
    }
  }

  /** The targets are for formats of at most 32 bits. */
  private static OptionalDouble narrow(Format f, double target) {
    return f.bits() <= 32 ? OptionalDouble.of(target) : OptionalDouble.empty();
  }

  private static String title(Distribution d) {
    return d.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Workload dot(Format f, Distribution d, Arena arena) {
    return new ExactDot(path, f, d, sizes.cached(), 0, arena);
  }

  private Workload streamedDot(Format f, Arena arena) {
    return new ExactDot(
        path, f, Distribution.NORMAL, sizes.streamed(), sizes.streamedBytes(), arena);
  }

  /** One element: what a call costs, and an empty quire and its rounding. */
  private Workload singleDot(Format f, Arena arena) {
    return new ExactDot(path, f, Distribution.NORMAL, 1, 0, arena);
  }

  private Workload elementwise(ElementwiseOperation op, Format f, Arena arena) {
    return new Elementwise(path, op, f, sizes.cached(), arena);
  }

  private Workload floatDot(Arena arena) {
    return FloatDot.adamant(sizes.cached(), 0, arena);
  }

  private Workload floatSingle(Arena arena) {
    return FloatDot.adamant(1, 0, arena);
  }

  private Workload floatStream(Arena arena) {
    return FloatDot.adamant(sizes.streamed(), sizes.streamedBytes(), arena);
  }

  private Workload openBlasDot(Arena arena) {
    return FloatDot.openBlas(sizes.cached(), 0, arena);
  }

  private void add(
      String name,
      OptionalDouble target,
      Function<Arena, Workload> subject,
      Function<Arena, Workload> baseline) {
    add(name, target, false, subject, baseline);
  }

  private void add(
      String name,
      OptionalDouble target,
      boolean needsOpenBlas,
      Function<Arena, Workload> subject,
      Function<Arena, Workload> baseline) {
    OptionalDouble meant = sizes.equals(Sizes.FULL) ? target : OptionalDouble.empty();
    cases.add(new Case(name, meant, needsOpenBlas, subject, baseline));
  }
}
