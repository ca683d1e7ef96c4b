package dev.adamant.memory;

/**
 * Whether two strided views of one block share a byte.
 *
 * <p>They do where Σ sᵢxᵢ + p = Σ tⱼyⱼ + q + d for some indices x, y and bytes p, q of an element,
 * d the distance of the first elements. With the second sum mirrored, so that all strides are
 * positive, that is the question whether some Σ cₖxₖ, 0 ≤ xₖ ≤ uₖ, lies in an interval. It is
 * answered by search from the largest stride down, cut where what is left cannot reach the interval
 * or has no multiple of the common divisor in it. For views cut from one row-major tensor few
 * branches remain; the search is given up, and overlap assumed, after {@link #MAX_STEPS}.
 */
final class Overlap {

  /** Some microseconds. */
  private static final int MAX_STEPS = 2000;

  private final long[] stride = new long[2 * Tensor.MAX_RANK];
  private final long[] most = new long[2 * Tensor.MAX_RANK];
  private final long[] reach = new long[2 * Tensor.MAX_RANK + 1];
  private final long[] divisor = new long[2 * Tensor.MAX_RANK + 1];
  private int terms;
  private int steps;

  private Overlap() {}

  /** The tensors are of one block and neither is empty. */
  static boolean of(Tensor a, Tensor b) {
    long lowest = place(a, -1);
    long highest = place(b, 1);
    // What a sum of steps up from the lowest element of a and down from the highest of b must be.
    long from = highest - lowest - a.type().byteSize() + 1;
    long to = highest - lowest + b.type().byteSize() - 1;
    if (to < 0 || place(b, -1) >= place(a, 1) + a.type().byteSize()) {
      return false;
    }
    Overlap search = new Overlap();
    search.add(a);
    search.add(b);
    search.bound();
    return search.hits(0, from, to);
  }

  /** The byte at which the lowest element begins (direction −1), or the highest (1). */
  private static long place(Tensor t, int direction) {
    long at = t.offset();
    for (int d = 0; d < t.rank(); d++) {
      long far = t.stride(d) * (t.size(d) - 1);
      at += direction < 0 ? Math.min(far, 0) : Math.max(far, 0);
    }
    return at * t.type().byteSize();
  }

  /** Largest stride first; what has the same stride is one term. There are at most sixteen. */
  private void add(Tensor t) {
    for (int d = 0; d < t.rank(); d++) {
      long bytes = Math.abs(t.stride(d)) * t.type().byteSize();
      if (t.size(d) > 1 && bytes != 0) {
        int k = terms;
        while (k > 0 && stride[k - 1] < bytes) {
          k--;
        }
        if (k == 0 || stride[k - 1] != bytes) {
          System.arraycopy(stride, k, stride, k + 1, terms - k);
          System.arraycopy(most, k, most, k + 1, terms - k);
          stride[k] = bytes;
          most[k] = 0;
          terms++;
          k++;
        }
        most[k - 1] += t.size(d) - 1;
      }
    }
  }

  private void bound() {
    for (int k = terms - 1; k >= 0; k--) {
      reach[k] = reach[k + 1] + stride[k] * most[k];
      divisor[k] = gcd(stride[k], divisor[k + 1]);
    }
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Whether a sum of the terms from k on lies between from and to, both included. */
  private boolean hits(int k, long from, long to) {
    long low = Math.max(from, 0);
    long high = Math.min(to, reach[k]);
    if (low > high) {
      return false;
    }
    if (k == terms) {
      return true;
    }
    if (Math.floorDiv(high, divisor[k]) * divisor[k] < low) {
      return false;
    }
    long first = Math.max(0, Math.ceilDiv(low - reach[k + 1], stride[k]));
    long last = Math.min(most[k], high / stride[k]);
    for (long x = first; x <= last; x++) {
      if (++steps > MAX_STEPS || hits(k + 1, from - x * stride[k], to - x * stride[k])) {
        return true;
      }
    }
    return false;
  }
}
