package dev.adamant.algebra;

import java.util.Arrays;
import java.util.Locale;

/** The bilinear products of a geometric algebra, each by what it makes of two basis blades. */
public enum ProductKind {
  /** The geometric product. */
  GEOMETRIC {
    @Override
    int sign(Signature signature, int a, int b) {
      return signature.sign(a, b);
    }
  },
  /** The outer product a ∧ b: the part of grade j + k of the geometric product. */
  OUTER {
    @Override
    int sign(Signature signature, int a, int b) {
      return (a & b) == 0 ? Signature.orderSign(a, b) : 0;
    }
  },
  /** The inner product a · b: the part of grade |j − k| of the geometric product. */
  INNER {
    @Override
    int sign(Signature signature, int a, int b) {
      boolean within = (a & b) == a || (a & b) == b;
      return within ? signature.sign(a, b) : 0;
    }
  },
  /** The left contraction a ⌋ b: the part of grade k − j of the geometric product. */
  LEFT_CONTRACTION {
    @Override
    int sign(Signature signature, int a, int b) {
      return (a & b) == a ? signature.sign(a, b) : 0;
    }
  },
  /** The scalar product ⟨a·reverse(b)⟩ of grade 0, whose quadratic form is the squared norm. */
  SCALAR {
    @Override
    int sign(Signature signature, int a, int b) {
      if (a != b) {
        return 0;
      }
      return Signature.reverseSign(Signature.grade(a)) * signature.sign(a, b);
    }
  },
  /**
   * The regressive product a ∨ b, the join of PGA: the outer product of right complements, whose
   * left complement is taken. The right complement c of a basis blade a has a ∧ c = I, the left one
   * c ∧ a = I, whatever the metric.
   */
  REGRESSIVE {
    @Override
    int sign(Signature signature, int a, int b) {
      int all = signature.size() - 1;
      if ((a | b) != all) {
        return 0;
      }
      int ca = all ^ a;
      int cb = all ^ b;
      int common = a & b;
      return Signature.orderSign(a, ca)
          * Signature.orderSign(b, cb)
          * Signature.orderSign(ca, cb)
          * Signature.orderSign(common, ca | cb);
    }

    @Override
    int blade(int a, int b) {
      return a & b;
    }
  };

  private final String productName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in lower case, such as {@code left-contraction}. */
  public String productName() {
    return productName;
  }

  /**
   * The kind of that {@link #productName}.
   *
   * @throws IllegalArgumentException for any other name, saying which there are
   */
  public static ProductKind parse(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.productName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no product \""
                        + name
                        + "\": there are "
                        + Arrays.stream(values()).map(ProductKind::productName).toList()));
  }

  /** The factor of the product of two basis blades: 1, −1 or 0. */
  abstract int sign(Signature signature, int a, int b);

  /** The blade of the product of two basis blades, where it is not 0. */
  int blade(int a, int b) {
    return a ^ b;
  }
}
