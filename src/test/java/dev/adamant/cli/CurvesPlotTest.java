package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.TensorFileException;
import dev.adamant.train.EpochRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of training. */
class CurvesPlotTest {

  private static final int BLUE = 0x0072b2;
  private static final int ORANGE = 0xd55e00;

  @TempDir private Path folder;

  private static Curve curve(String name, int epochs, double scale, boolean classes) {
    return new Curve(
        name,
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                e ->
                    new EpochRecord(
                        e,
                        scale / e,
                        null,
                        null,
                        1.2 * scale / e,
                        classes ? 1 - 0.5 / e : null,
                        1000,
                        1,
                        e,
                        "native",
                        "a processor"))
            .toList());
  }

  private BufferedImage draw(Curve... curves) throws IOException {
    Path file = folder.resolve("loss.png");
    CurvesPlot.write("title", List.of(curves), file);
    try (Stream<Path> files = java.nio.file.Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    return ImageIO.read(file.toFile());
  }

  /** How many pixels between two rows have the colour. */
  private static long count(BufferedImage image, int from, int to, int colour) {
    return IntStream.range(from, to)
        .mapToLong(
            y ->
                IntStream.range(0, image.getWidth())
                    .filter(x -> (image.getRGB(x, y) & 0xffffff) == colour)
                    .count())
        .sum();
  }

  @Test
  void classesHaveAPanelOfLossesAndOneOfAccuracies() throws IOException {
    BufferedImage image = draw(curve("one", 20, 1, true), curve("two", 9, 500, true));

    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isEqualTo(1200);
    for (int colour : new int[] {BLUE, ORANGE}) {
      assertThat(count(image, 0, 600, colour)).isGreaterThan(200);
      assertThat(count(image, 600, 1200, colour)).isGreaterThan(200);
    }
  }

  @Test
  void regressionHasOnePanel() throws IOException {
    BufferedImage image = draw(curve("one", 5, 1, false));

    assertThat(image.getHeight()).isEqualTo(600);
    assertThat(count(image, 0, 600, BLUE)).isGreaterThan(200);
    assertThat(count(image, 0, 600, ORANGE)).isZero();
  }

  @Test
  void oneEpochIsAPoint() throws IOException {
    assertThat(count(draw(curve("one", 1, 1, true)), 600, 1200, BLUE)).isGreaterThan(20);
  }

  @Test
  void runsOfOneNameAreBothDrawn() throws IOException {
    BufferedImage image = draw(curve("same", 5, 1, true), curve("same", 5, 2, true));

    assertThat(count(image, 0, 600, BLUE)).isGreaterThan(200);
    assertThat(count(image, 0, 600, ORANGE)).isGreaterThan(200);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path file = folder.resolve("missing/loss.png");

    assertThatThrownBy(() -> CurvesPlot.write("", List.of(curve("one", 2, 1, true)), file))
        .isInstanceOf(TensorFileException.class)
        .hasMessage(file + ": cannot be written: its folder does not exist, make it first");
  }
}
