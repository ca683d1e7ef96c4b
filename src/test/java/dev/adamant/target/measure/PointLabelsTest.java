package dev.adamant.target.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Labels that leave each other legible. */
class PointLabelsTest {

  @Test
  void labelsTakeTurnsAroundAPointUntilThereIsNoRoom() {
    BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    PointLabels labels = new PointLabels(graphics);
    labels.point(200, 200);

    for (int i = 0; i < 4; i++) {
      assertThat(labels.label("matrix", 200, 200)).isTrue();
    }
    assertThat(labels.label("matrix", 200, 200)).isFalse();
    assertThat(labels.label("matrix", 100, 300)).isTrue();
    assertThat(image.getRGB(200, 200) & 0xffffff).isZero();
    graphics.dispose();
  }
}
