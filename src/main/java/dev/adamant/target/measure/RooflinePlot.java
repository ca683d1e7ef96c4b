package dev.adamant.target.measure;

import dev.adamant.memory.DataType;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of rooflines, a panel for each target: operations in a second over operations for each
 * byte, both logarithmic; under the roof a point for each measurement.
 */
public final class RooflinePlot {

  private static final int WIDTH = 1400;
  private static final int PANEL_HEIGHT = 900;
  private static final double GIGA = 1e9;

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.OVAL,
          SeriesMarkers.RECTANGLE,
          SeriesMarkers.CROSS);

  private RooflinePlot() {}

  /**
   * Draws the results to a PNG file; needs no display.
   *
   * @throws IOException when the file cannot be written, or the machine has no fonts
   */
  public static void write(List<Benchmark.Result> results, Path file) throws IOException {
    List<Picture.Panel> panels = new ArrayList<>();
    for (Benchmark.Result result : results) {
      panels.add(graphics -> panel(result, graphics));
    }
    Picture.write(panels, WIDTH, PANEL_HEIGHT, file);
  }

  private static void panel(Benchmark.Result result, Graphics2D graphics) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(PANEL_HEIGHT)
            .title(result.info().name() + ": " + result.info().device())
            .xAxisTitle("operations for each byte read or written")
            .yAxisTitle("10⁹ operations in a second (median)")
            .build();
    style(chart);
    roof(chart, result);
    Map<DataType, List<Measurement>> byType = new LinkedHashMap<>();
    result
        .measurements()
        .forEach(m -> byType.computeIfAbsent(m.type(), t -> new ArrayList<>()).add(m));
    int number = 0;
    for (Map.Entry<DataType, List<Measurement>> entry : byType.entrySet()) {
      points(chart, entry.getKey().name(), number++, entry.getValue());
    }
    chart.paint(graphics, WIDTH, PANEL_HEIGHT);
    label(chart, byType, graphics);
  }

  private static void style(XYChart chart) {
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setMarkerSize(8);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(RooflinePlot::figure);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(RooflinePlot::figure);
  }

  /** The slope of the bandwidth, and the level of the multiply-adds where that is known. */
  private static void roof(XYChart chart, Benchmark.Result result) {
    Roof roof = result.roof();
    double least = 1.0 / 64;
    double most = 1;
    for (Measurement m : result.measurements()) {
      least = Math.min(least, m.intensity() / 2);
      most = Math.max(most, m.intensity() * 2);
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    if (roof.multiplyAddsPerSecond().isPresent()) {
      double peak = roof.multiplyAddsPerSecond().getAsDouble();
      double ridge = peak / roof.bytesPerSecond();
      least = Math.min(least, ridge / 2);
      most = Math.max(most, 2 * ridge);
      x.add(least);
      y.add(least * roof.bytesPerSecond() / GIGA);
      x.add(ridge);
      y.add(peak / GIGA);
      x.add(most);
      y.add(peak / GIGA);
    } else {
      x.add(least);
      y.add(least * roof.bytesPerSecond() / GIGA);
      x.add(most);
      y.add(most * roof.bytesPerSecond() / GIGA);
    }
    XYSeries series = chart.addSeries("roof", x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(Color.DARK_GRAY);
    series.setLineStyle(new BasicStroke(2));
  }

  private static void points(XYChart chart, String name, int number, List<Measurement> all) {
    double[] x = all.stream().mapToDouble(Measurement::intensity).toArray();
    double[] y = all.stream().mapToDouble(m -> m.rate() / GIGA).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(MARKERS.get(number % MARKERS.size()));
    series.setMarkerColor(Picture.COLOURS.get(number % Picture.COLOURS.size()));
  }

  /** Names the workload beside each point for which there is room. */
  private static void label(
      XYChart chart, Map<DataType, List<Measurement>> byType, Graphics2D graphics) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    PointLabels labels = new PointLabels(graphics);
    byType
        .values()
        .forEach(
            all ->
                all.forEach(
                    m ->
                        labels.point(
                            chart.getScreenXFromChart(m.intensity()),
                            chart.getScreenYFromChart(m.rate() / GIGA))));
    int number = 0;
    for (List<Measurement> all : byType.values()) {
      graphics.setColor(Picture.COLOURS.get(number++ % Picture.COLOURS.size()).darker());
      for (Measurement m : all) {
        labels.label(
            m.workload().title(),
            chart.getScreenXFromChart(m.intensity()),
            chart.getScreenYFromChart(m.rate() / GIGA));
      }
    }
  }

  private static String figure(double x) {
    return x >= 1 || x == 0
        ? String.format(Locale.ROOT, "%.0f", x)
        : String.format(Locale.ROOT, "%.6f", x).replaceAll("0+$", "");
  }
}
