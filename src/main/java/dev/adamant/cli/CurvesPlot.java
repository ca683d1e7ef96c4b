package dev.adamant.cli;

import dev.adamant.target.measure.Picture;
import dev.adamant.train.EpochRecord;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of one run or several: above the losses over the epochs, of the training samples in
 * dashes and of the samples held out in full; below, where there are classes, the accuracy on
 * these.
 */
final class CurvesPlot {

  private static final int WIDTH = 1200;
  private static final int PANEL_HEIGHT = 600;

  /** Losses further apart than this are drawn on a logarithmic axis. */
  private static final double DECADES = 100;

  private static final BasicStroke FULL = new BasicStroke(2.2f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0);

  private CurvesPlot() {}

  /**
   * Draws to a PNG file, which is there whole or not at all; needs no display.
   *
   * @param title of the picture
   * @param curves at least one
   * @throws IOException when the file cannot be written, or the machine has no fonts
   */
  static void write(String title, List<Curve> curves, Path file) throws IOException {
    List<Picture.Panel> panels = new ArrayList<>();
    panels.add(g -> losses(title, curves).paint(g, WIDTH, PANEL_HEIGHT));
    if (curves.stream().anyMatch(Curve::hasAccuracy)) {
      panels.add(g -> accuracies(curves).paint(g, WIDTH, PANEL_HEIGHT));
    }
    Picture.write(panels, WIDTH, PANEL_HEIGHT, file);
  }

  private static XYChart losses(String title, List<Curve> curves) {
    XYChart chart = chart(title, "loss");
    DoubleSummaryStatistics range =
        curves.stream()
            .flatMap(c -> c.epochs().stream())
            .flatMapToDouble(e -> DoubleStream.of(e.trainLoss(), Curve.loss(e)))
            .filter(Double::isFinite)
            .summaryStatistics();
    if (range.getMin() > 0 && range.getMax() > DECADES * range.getMin()) {
      chart.getStyler().setYAxisLogarithmic(true);
    } else {
      chart.getStyler().setYAxisMin(Math.min(0, range.getMin()));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      line(chart, names, curve, "training", i, DASHED, EpochRecord::trainLoss);
      line(chart, names, curve, curve.part(), i, FULL, Curve::loss);
    }
    return chart;
  }

  private static XYChart accuracies(List<Curve> curves) {
    XYChart chart = chart("", "accuracy, %");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      if (curve.hasAccuracy()) {
        line(chart, names, curve, curve.part(), i, FULL, e -> 100 * Curve.accuracy(e));
      }
    }
    return chart;
  }

  private static XYChart chart(String title, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(PANEL_HEIGHT)
            .title(title)
            .xAxisTitle("epochs")
            .yAxisTitle(yTitle)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartTitleVisible(!title.isEmpty());
    chart.getStyler().setYAxisTickLabelsFormattingFunction(CurvesPlot::figure);
    return chart;
  }

  private static void line(
      XYChart chart,
      Set<String> names,
      Curve curve,
      String part,
      int number,
      BasicStroke stroke,
      ToDoubleFunction<EpochRecord> value) {
    String name = curve.name() + ", " + part;
    if (!names.add(name)) {
      name += " (" + (number + 1) + ")";
    }
    double[] x = curve.epochs().stream().mapToDouble(EpochRecord::epoch).toArray();
    double[] y = curve.epochs().stream().mapToDouble(value).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(Picture.COLOURS.get(number % Picture.COLOURS.size()));
    series.setLineStyle(stroke);
    // A single epoch is a point, not a line.
    series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(Picture.COLOURS.get(number % Picture.COLOURS.size()));
  }

  private static String figure(double y) {
    String text = String.format(Locale.ROOT, "%.6f", y);
    return text.replaceAll("\\.?0+$", "");
  }
}
