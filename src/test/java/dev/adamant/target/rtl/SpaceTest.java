package dev.adamant.target.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which dimensions of a result are the array's rows and columns, and where blocks begin. */
class SpaceTest {

  private static final int BYTES = 4;

  private static Space space(long... bases) {
    Space space = new Space(bases.length);
    for (int i = 0; i < bases.length; i++) {
      space.place(i, bases[i], BYTES);
    }
    return space;
  }

  @Test
  void oneResultIsOneRowAndColumn() {
    Space space = space(100, 200);
    space.dimension(1, 7, 8);
    space.chooseLongest();

    assertThat(space.rows()).isEqualTo(1);
    assertThat(space.columns()).isEqualTo(1);
    assertThat(space.blocks()).isEqualTo(1);
    assertThat(space.address(1, 0)).isEqualTo(200);
    assertThat(space.columnStride(1)).isZero();
  }

  @Test
  void dimensionsThatFollowEachOtherInAllAreOne() {
    Space space = space(0, 0);
    space.dimension(5, 6, 60);
    space.dimension(2, 3, 30);
    space.dimension(3, 1, 1);

    assertThat(space.rows()).isEqualTo(10);
    assertThat(space.columns()).isEqualTo(3);
    assertThat(space.rowStride(1)).isEqualTo(30);
    assertThat(space.blocks()).isEqualTo(1);
  }

  @Test
  void blocksComeInTheOrderOfTheResults() {
    Space space = space(1000, 0);
    space.dimension(2, 100, 1);
    space.dimension(3, 10, 2);
    space.dimension(4, 7, 4);
    space.dimension(5, 3, 8);

    assertThat(space.blocks()).isEqualTo(6);
    assertThat(space.address(0, 0)).isEqualTo(1000);
    assertThat(space.address(0, 1)).isEqualTo(1000 + 10 * BYTES);
    assertThat(space.address(0, 5)).isEqualTo(1000 + 120 * BYTES);
    assertThat(space.address(1, 4)).isEqualTo(3 * BYTES);
  }

  @Test
  void theLongestAreRowsAndColumnsWhereTheOrderIsFree() {
    Space space = space(0);
    space.dimension(50, 1);
    space.dimension(3, 100);
    space.dimension(20, 1000);
    space.dimension(2, 1);
    space.chooseLongest();

    assertThat(space.columns()).isEqualTo(50);
    assertThat(space.rows()).isEqualTo(20);
    assertThat(space.columnStride(0)).isEqualTo(1);
    assertThat(space.rowStride(0)).isEqualTo(1000);
    assertThat(space.blocks()).isEqualTo(6);
  }
}
