package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

  private static final int[] ROWS = {0, 1, 2, 3};

  /** The fifth row is not for training. */
  private static final Dataset DATA =
      Dataset.regression(
          "table",
          3,
          new double[] {1, 0.1, -4, 2, 0.1, 4, 3, 0.1, -4, 6, 0.1, 4, 100, 7, 100},
          1,
          new double[5]);

  @Test
  void noneLeavesAsItIs() throws DataException {
    Scaling none = Scaling.of(Scaling.Method.NONE, DATA, ROWS);
    assertThat(none.apply(2, 0.3)).isEqualTo(0.3);
    assertThat(none.features()).isEqualTo(3);
  }

  @Test
  void leastAndGreatestBecomeZeroAndOne() throws DataException {
    Scaling scaling = Scaling.of(Scaling.Method.MINMAX, DATA, ROWS);
    assertThat(scaling.shift()).containsExactly(1, 0.1, -4);
    assertThat(scaling.factor()).containsExactly(1 / 5.0, 1, 1 / 8.0);
    assertThat(scaling.apply(0, 6)).isEqualTo(1);
    assertThat(scaling.apply(1, 0.1)).isZero();
  }

  @Test
  void standardTakesMeanAndDeviationOfTheTrainingRows() throws DataException {
    Scaling scaling = Scaling.of(Scaling.Method.STANDARD, DATA, ROWS);
    assertThat(scaling.shift()).containsExactly(3, 0.1, 0);
    assertThat(scaling.factor()).containsExactly(1 / Math.sqrt(14 / 4.0), 1, 1 / 4.0);
    assertThat(scaling.apply(2, 4)).isEqualTo(1);
    Scaling again = Scaling.of(scaling.shift(), scaling.factor());
    assertThat(again.apply(0, 0.7)).isEqualTo(scaling.apply(0, 0.7));
  }

  @Test
  void imagesAreScaledByTheirRange() throws DataException {
    Dataset images =
        new Dataset(
            "images",
            Shape.images(16, List.of(1, 2)),
            new Values.Bytes(new byte[] {0, 8}),
            new Targets.Numbers(1, new double[1]));
    Scaling scaling = Scaling.of(Scaling.Method.DEFAULT, images, new int[] {0});
    assertThat(scaling.shift()).containsExactly(0, 0);
    assertThat(scaling.factor()).containsExactly(0.0625, 0.0625);
    assertThat(Scaling.of(Scaling.Method.DEFAULT, DATA, ROWS).shift())
        .isEqualTo(Scaling.of(Scaling.Method.STANDARD, DATA, ROWS).shift());
  }

  @Test
  void whatCannotBeScaledIsRefused() {
    Path none = Path.of("unused");
    Faults.refused(
        none,
        () -> Scaling.of(Scaling.Method.RANGE, DATA, ROWS),
        "table does not say from where to where its values go, only images do: scale it by minmax"
            + " or standard");
    Dataset wide = Dataset.regression("wide", 1, new double[] {-1e308, 1e308}, 1, new double[2]);
    for (Scaling.Method method : List.of(Scaling.Method.MINMAX, Scaling.Method.STANDARD)) {
      Faults.refused(
          none,
          () -> Scaling.of(method, wide, new int[] {0, 1}),
          "wide: feature 1 goes from -1.0E308 to 1.0E308, which doubles cannot scale: give it in"
              + " another unit, or scale by none");
    }
    Dataset close = Dataset.regression("close", 1, new double[] {0, 4e-320}, 1, new double[2]);
    assertThatThrownBy(() -> Scaling.of(Scaling.Method.MINMAX, close, new int[] {0, 1}))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("close: feature 1 goes from 0.0 to 4.0E-320, which doubles");
    assertThatThrownBy(() -> Scaling.of(new double[2], new double[1]))
        .hasMessage("2 shifts and 1 factors: one of each for a feature");
    assertThatThrownBy(() -> Scaling.of(new double[] {Double.NaN}, new double[1]))
        .hasMessage("a shift or factor of a scaling is not finite");
  }

  @Test
  void methodsHaveNames() {
    for (Scaling.Method method : Scaling.Method.values()) {
      assertThat(Scaling.Method.byName(method.methodName())).isEqualTo(method);
    }
    assertThatThrownBy(() -> Scaling.Method.byName("robust"))
        .hasMessage("no scaling \"robust\": it is default, none, range, minmax or standard");
  }
}
