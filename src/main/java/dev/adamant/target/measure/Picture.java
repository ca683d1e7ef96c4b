package dev.adamant.target.measure;

import dev.adamant.memory.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of panels, one below the other, that need no display. */
public final class Picture {

  /**
   * Colours that also the colour-blind tell apart: Okabe and Ito, Color universal design (2008).
   */
  public static final List<Color> COLOURS =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          new Color(0x7a5195),
          new Color(0x000000));

  private Picture() {}

  /** Draws one panel. */
  @FunctionalInterface
  public interface Panel {

    /** Draws to graphics of the panel's size, antialiased, on black. */
    void draw(Graphics2D graphics);
  }

  /**
   * Draws a PNG file, which is there whole or not at all.
   *
   * @param width of a panel, in pixels
   * @param height of a panel, in pixels
   * @throws IOException when the file cannot be written, or the machine has no fonts
   */
  public static void write(List<Panel> panels, int width, int height, Path file)
      throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    BufferedImage image;
    try {
      image = draw(panels, width, height);
    } catch (InternalError | UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new IOException(
          "Java cannot draw text here: install fontconfig and a font, such as the Debian packages"
              + " fontconfig and fonts-dejavu-core ("
              + e.getMessage()
              + ")",
          e);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException(file + ": this Java cannot write PNG: use a full JDK");
    }
    AtomicFile.write(file, bytes.toByteArray());
  }

  private static BufferedImage draw(List<Panel> panels, int width, int height) {
    BufferedImage image =
        new BufferedImage(width, height * Math.max(1, panels.size()), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D graphics = image.getSubimage(0, i * height, width, height).createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      panels.get(i).draw(graphics);
      graphics.dispose();
    }
    return image;
  }
}
