package dev.adamant.target.measure;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Labels beside points, none over a point or another label; where there is no room, none. */
final class PointLabels {

  private static final double CLEARANCE = 6;

  private final Graphics2D graphics;
  private final FontMetrics metrics;
  private final List<Rectangle2D> taken = new ArrayList<>();

  /** Draws in the font and colour that the graphics have. */
  PointLabels(Graphics2D graphics) {
    this.graphics = graphics;
    this.metrics = graphics.getFontMetrics();
  }

  /** A point that labels keep clear of. */
  void point(double x, double y) {
    taken.add(new Rectangle2D.Double(x - CLEARANCE / 2, y - CLEARANCE / 2, CLEARANCE, CLEARANCE));
  }

  /** Draws a label right of the point, left, above or below; whether there was room. */
  boolean label(String text, double x, double y) {
    double width = metrics.stringWidth(text);
    double height = metrics.getAscent();
    double[][] corners = {
      {x + CLEARANCE, y - height / 2},
      {x - CLEARANCE - width, y - height / 2},
      {x - width / 2, y - CLEARANCE - height},
      {x - width / 2, y + CLEARANCE}
    };
    for (double[] corner : corners) {
      Rectangle2D box = new Rectangle2D.Double(corner[0], corner[1], width, height);
      if (taken.stream().noneMatch(box::intersects)) {
        taken.add(box);
        graphics.drawString(
            text, (float) corner[0], (float) (corner[1] + height - metrics.getDescent() / 2.0));
        return true;
      }
    }
    return false;
  }
}
