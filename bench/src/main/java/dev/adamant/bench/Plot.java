package dev.adamant.bench;

import java.awt.BasicStroke;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Lines in a PNG file.
 *
 * @param title above
 * @param x name of the axis
 * @param y name of the axis
 * @param lines what is drawn
 */
record Plot(String title, String x, String y, List<Line> lines) {

  /**
   * A line.
   *
   * @param name in the legend
   * @param x in rising order
   * @param y as many
   * @param errors half the length of the bars, as many; null for none
   */
  record Line(String name, List<Double> x, List<Double> y, List<Double> errors) {}

  /** Writes the file, of 1000 by 650 dots. */
  void write(Path file) throws IOException {
    // No display is needed, and none may be there.
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(650)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setMarkerSize(5);
    for (Line line : lines) {
      XYSeries series =
          line.errors == null
              ? chart.addSeries(line.name, line.x, line.y)
              : chart.addSeries(line.name, line.x, line.y, line.errors);
      series.setLineStyle(new BasicStroke(1.5f));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      ChartEncoder.saveChart(chart, out, "png");
    }
  }
}
