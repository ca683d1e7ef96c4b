package dev.adamant.schedule;

import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;

/** How tensors lie, in the letters of {@link Amount#layout}. */
final class Layouts {

  private static final String LETTERS = "rcsx";
  private static final int OTHER = 3;

  /** Two bits for each letter. */
  private static final int BITS = 2;

  /** The most letters: those of an fma, or of a contraction with addend. */
  private static final int MOST = 4;

  /** Every text there is, by the code of its letters below a one. */
  private static final String[] TEXTS = texts();

  private Layouts() {}

  static String of(Tensor a) {
    return TEXTS[with(1, a)];
  }

  static String of(Tensor a, Tensor b) {
    return TEXTS[with(with(1, a), b)];
  }

  static String of(Tensor a, Tensor b, Tensor c) {
    return TEXTS[with(with(with(1, a), b), c)];
  }

  static String of(Tensor a, Tensor b, Tensor c, Tensor d) {
    return TEXTS[with(with(with(with(1, a), b), c), d)];
  }

  static String of(Work.Contract work) {
    Work.Term first = work.terms().getFirst();
    int left = letter(first.a());
    int right = letter(first.b());
    for (int i = 1; i < work.terms().size(); i++) {
      Work.Term term = work.terms().get(i);
      left = left == letter(term.a()) ? left : OTHER;
      right = right == letter(term.b()) ? right : OTHER;
    }
    int code = (((with(1, work.out()) << BITS) | left) << BITS) | right;
    return TEXTS[work.addend() == null ? code : with(code, work.addend())];
  }

  private static int with(int code, Tensor tensor) {
    return (code << BITS) | letter(tensor);
  }

  /** The place of its letter; dimensions of length 1 say nothing. */
  private static int letter(Tensor t) {
    int d = t.rank() - 1;
    while (d >= 0 && t.size(d) == 1) {
      d--;
    }
    if (d < 0 || t.stride(d) == 1 || t.count() == 0) {
      return LETTERS.indexOf('r');
    }
    if (d == t.rank() - 1 && d > 0 && t.size(d - 1) > 1 && t.stride(d - 1) == 1) {
      return LETTERS.indexOf('c');
    }
    for (; d >= 0; d--) {
      if (t.size(d) > 1 && t.stride(d) != 0) {
        return OTHER;
      }
    }
    return LETTERS.indexOf('s');
  }

  private static String[] texts() {
    String[] texts = new String[2 << (BITS * MOST)];
    texts[1] = "";
    for (int code = 1 << BITS; code < texts.length; code++) {
      String before = texts[code >> BITS];
      // Codes whose topmost pair of bits is not the one are of no text.
      texts[code] = before == null ? null : before + LETTERS.charAt(code & OTHER);
    }
    return texts;
  }
}
