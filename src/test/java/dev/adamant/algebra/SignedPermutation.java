package dev.adamant.algebra;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A signed permutation matrix of O(n), e_i ↦ signs[i] e_images[i], on multivectors of Cl(n,0,0).
 */
final class SignedPermutation {
  private final int[] images;
  private final int[] signs;

  private SignedPermutation(int[] images, int[] signs) {
    this.images = images;
    this.signs = signs;
  }

  static SignedPermutation random(int n, SplittableRandom random) {
    int[] images = new int[n];
    int[] signs = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      images[i] = images[j];
      images[j] = i;
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return new SignedPermutation(images, signs);
  }

  int determinant() {
    int[] image = image((1 << images.length) - 1);
    return image[1];
  }

  /** The mask and the sign of the image of a basis blade. */
  private int[] image(int blade) {
    int mask = 0;
    int sign = 1;
    for (int i = 0; i < images.length; i++) {
      if ((blade >> i & 1) != 0) {
        sign *= signs[i] * (Integer.bitCount(mask >> images[i]) % 2 == 0 ? 1 : -1);
        mask |= 1 << images[i];
      }
    }
    return new int[] {mask, sign};
  }

  Multivector of(Multivector x) {
    List<Integer> blades = x.signature().blades(x.grades());
    long[] results = new long[blades.size()];
    for (int blade : blades) {
      int[] image = image(blade);
      results[blades.indexOf(image[0])] = image[1] * x.component(blade);
    }
    return new Multivector(x.signature(), x.format(), x.grades(), results);
  }
}
