package dev.adamant.number;

/**
 * The counter-based generator Philox4x32-10: ten rounds that make four random words of 32 bits, a
 * block, from a counter of 128 bits and a key of 64 (Salmon, Moraes, Dror, Shaw, Parallel random
 * numbers: as easy as 1, 2, 3, SC 2011). A word is a function of where it stands and of nothing
 * else, so tensors can be cut and filled in any order.
 */
public final class Philox {
  private static final int ROUNDS = 10;
  private static final long LOW = 0xffff_ffffL;
  private static final long MULTIPLIER_0 = 0xd251_1f53L;
  private static final long MULTIPLIER_1 = 0xcd9e_8d57L;
  // The key grows by the golden ratio and by √3 − 1 from round to round.
  private static final int WEYL_0 = 0x9e37_79b9;
  private static final int WEYL_1 = 0xbb67_ae85;

  private Philox() {}

  /**
   * Word {@code element mod 4} of block {@code element div 4}.
   *
   * @param seed the key, low word first
   * @param stream the third word of the counter
   * @param step the fourth
   * @param element 0 or more; a quarter of it is the first two words, low word first
   */
  public static int word(long seed, int stream, int step, long element) {
    return word(seed, element >>> 2, stream, step, (int) element & 3);
  }

  /**
   * A word of the block of a counter.
   *
   * @param seed the key, low word first
   * @param block the first two words of the counter, low word first
   * @param stream the third
   * @param step the fourth
   * @param index of the word, 0 to 3
   */
  static int word(long seed, long block, int stream, int step, int index) {
    int word0 = (int) block;
    int word1 = (int) (block >>> 32);
    int word2 = stream;
    int word3 = step;
    int key0 = (int) seed;
    int key1 = (int) (seed >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (word0 & LOW);
      long product1 = MULTIPLIER_1 * (word2 & LOW);
      word0 = (int) (product1 >>> 32) ^ word1 ^ key0;
      word1 = (int) product1;
      word2 = (int) (product0 >>> 32) ^ word3 ^ key1;
      word3 = (int) product0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    return switch (index) {
      case 0 -> word0;
      case 1 -> word1;
      case 2 -> word2;
      default -> word3;
    };
  }
}
