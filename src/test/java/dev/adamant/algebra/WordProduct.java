package dev.adamant.algebra;

import java.util.ArrayList;
import java.util.List;

/**
 * The products of basis blades from the relations of the generators alone: a word of basis vectors
 * is brought into order by swapping neighbours, which changes its sign, and by taking the square of
 * equal neighbours. Other products are the parts of grades of that one that define them.
 */
final class WordProduct {
  private final int[] squares;

  WordProduct(int positive, int negative, int zero) {
    squares = new int[positive + negative + zero];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = i < zero ? 0 : i < zero + positive ? 1 : -1;
    }
  }

  /** A basis blade with a sign; sign 0 for the number 0. */
  record Term(int sign, List<Integer> word) {
    Term part(int grade) {
      return word.size() == grade ? this : new Term(0, word);
    }

    int mask() {
      return word.stream().mapToInt(i -> 1 << i).sum();
    }
  }

  static List<Integer> word(int mask) {
    List<Integer> word = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if ((mask >> i & 1) == 1) {
        word.add(i);
      }
    }
    return word;
  }

  Term of(ProductKind kind, int a, int b) {
    List<Integer> u = word(a);
    List<Integer> v = word(b);
    return switch (kind) {
      case GEOMETRIC -> geometric(u, v);
      case OUTER -> geometric(u, v).part(u.size() + v.size());
      case INNER -> geometric(u, v).part(Math.abs(u.size() - v.size()));
      case LEFT_CONTRACTION -> geometric(u, v).part(v.size() - u.size());
      case SCALAR -> geometric(u, v.reversed()).part(0);
      case REGRESSIVE -> regressive(u, v);
    };
  }

  private Term geometric(List<Integer> u, List<Integer> v) {
    List<Integer> word = new ArrayList<>(u);
    word.addAll(v);
    return ordered(1, word);
  }

  private Term ordered(int sign, List<Integer> word) {
    for (int i = 0; i + 1 < word.size(); i++) {
      int first = word.get(i);
      int second = word.get(i + 1);
      if (first == second) {
        word.subList(i, i + 2).clear();
        return ordered(sign * squares[first], word);
      }
      if (first > second) {
        word.set(i, second);
        word.set(i + 1, first);
        return ordered(-sign, word);
      }
    }
    return new Term(sign, word);
  }

  /** The x for which the right complement of x is the outer product of those of u and v. */
  private Term regressive(List<Integer> u, List<Integer> v) {
    Term first = rightComplement(u);
    Term second = rightComplement(v);
    Term wedge = outer(first.word, second.word);
    if (wedge.sign == 0) {
      return new Term(0, u);
    }
    List<Integer> result = rest(wedge.word);
    int back = rightComplement(result).sign;
    return new Term(first.sign * second.sign * wedge.sign * back, result);
  }

  private Term rightComplement(List<Integer> u) {
    List<Integer> rest = rest(u);
    return new Term(outer(u, rest).sign, rest);
  }

  private List<Integer> rest(List<Integer> u) {
    List<Integer> rest = word((1 << squares.length) - 1);
    rest.removeAll(u);
    return rest;
  }

  private Term outer(List<Integer> u, List<Integer> v) {
    return geometric(u, v).part(u.size() + v.size());
  }
}
