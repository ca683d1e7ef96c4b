package dev.adamant.data;

import dev.adamant.number.Philox;

/**
 * Random orders that are functions of their arguments.
 *
 * <p>The algorithm is part of the reproducibility of jobs. It is the shuffle of Fisher and Yates
 * from the last place down: for i = n − 1, …, 1 the elements at i and at j are exchanged, j drawn
 * from 0 to i. A draw below s = i + 1 takes the next word w of {@link Philox}, unsigned, of the
 * seed, the stream and the epoch as step, beginning with element 0, and forms the product w·s: its
 * upper 32 bits are j, unless its lower 32 bits are below 2^32 mod s; then the word is rejected and
 * the next one taken (Lemire, Fast random integer generation in an interval, ACM TOMACS 2019). So
 * every order has the same probability, as far as the words are random.
 */
public final class Shuffle {

  private static final long LOW = 0xffff_ffffL;

  private Shuffle() {}

  /**
   * The numbers from 0 to n − 1 in a random order.
   *
   * @param n how many, 0 or more
   * @param seed of the job
   * @param stream what the order is for
   * @param epoch which of the orders of the stream
   */
  public static int[] permutation(int n, long seed, int stream, int epoch) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(order, seed, stream, epoch);
    return order;
  }

  /** The elements in a random order, the array left as it is; otherwise the same. */
  public static int[] permutation(int[] elements, long seed, int stream, int epoch) {
    int[] order = elements.clone();
    shuffle(order, seed, stream, epoch);
    return order;
  }

  private static void shuffle(int[] order, long seed, int stream, int epoch) {
    long element = 0;
    for (int i = order.length - 1; i > 0; i--) {
      long bound = i + 1L;
      long rejected = (1L << 32) % bound;
      long product;
      do {
        product = (Philox.word(seed, stream, epoch, element++) & LOW) * bound;
      } while ((product & LOW) < rejected);
      int j = (int) (product >>> 32);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
  }
}
