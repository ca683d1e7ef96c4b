package dev.adamant.bench;

import dev.adamant.bindings.Adamant;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * The operations of the Java reference that are measured. Each has a loop of its own, so that what
 * is timed is the operation and not the choice of one.
 */
enum ReferenceOperation {
  /** a + b. */
  ADD {
    @Override
    void run(Format f, long[] a, long[] b, long[] result, Quire quire) {
      for (int i = 0; i < a.length; i++) {
        result[i] = Posit.add(f, a[i], b[i]);
      }
    }
  },
  /** a·b. */
  MUL {
    @Override
    void run(Format f, long[] a, long[] b, long[] result, Quire quire) {
      for (int i = 0; i < a.length; i++) {
        result[i] = Posit.mul(f, a[i], b[i]);
      }
    }
  },
  /** a/b. */
  DIV {
    @Override
    void run(Format f, long[] a, long[] b, long[] result, Quire quire) {
      for (int i = 0; i < a.length; i++) {
        result[i] = Posit.div(f, a[i], b[i]);
      }
    }
  },
  /** a·b + a. */
  FMA {
    @Override
    void run(Format f, long[] a, long[] b, long[] result, Quire quire) {
      for (int i = 0; i < a.length; i++) {
        result[i] = Posit.fma(f, a[i], b[i], a[i]);
      }
    }
  },
  /** √|a|. */
  SQRT {
    @Override
    void run(Format f, long[] a, long[] b, long[] result, Quire quire) {
      for (int i = 0; i < a.length; i++) {
        result[i] = Posit.sqrt(f, Posit.abs(f, a[i]));
      }
    }
  },
  /** The sum of a·b in a quire, rounded into the first result. */
  DOT {
    @Override
    void run(Format f, long[] a, long[] b, long[] result, Quire quire) {
      quire.clear();
      for (int i = 0; i < a.length; i++) {
        quire.addProduct(a[i], b[i]);
      }
      result[0] = quire.toPosit();
    }
  };

  /** For a table. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The operation on every pair of elements. */
  abstract void run(Format f, long[] a, long[] b, long[] result, Quire quire);

  /**
   * The same by libadamant.
   *
   * @param quire zero
   */
  void runNative(
      int code,
      long n,
      MemorySegment result,
      MemorySegment a,
      MemorySegment b,
      MemorySegment quire) {
    switch (this) {
      case ADD -> Native.zip(Adamant.ADM_ADD, code, n, result, a, b);
      case MUL -> Native.zip(Adamant.ADM_MUL, code, n, result, a, b);
      case DIV -> Native.zip(Adamant.ADM_DIV, code, n, result, a, b);
      case FMA -> Native.fma(code, n, result, a, b, a);
      case SQRT -> {
        Native.map(Adamant.ADM_ABS, code, n, result, a);
        Native.map(Adamant.ADM_SQRT, code, n, result, result);
      }
      case DOT -> {
        Native.dot(code, n, a, b, quire);
        Native.toPosit(code, quire, result);
      }
    }
  }
}
