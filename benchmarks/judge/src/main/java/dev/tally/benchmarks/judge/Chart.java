package dev.tally.benchmarks.judge;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/**
 * Bars from best to worst as given, each with a whisker that is as long, both ways, as the round
 * farthest from the median is from it: the library draws no other.
 *
 * @param title what is shown
 * @param unit of the axis
 */
record Chart(String title, String unit, List<Bar> bars) {

  private static final int WIDTH = 1_100;
  private static final int HEIGHT = 620;
  private static final int LABEL_ROTATION = 40;

  /** One bar. */
  record Bar(String label, Summary summary) {}

  /** Draws the picture; there is none where nothing was measured. */
  void write(Path file) throws IOException {
    List<Bar> known = bars.stream().filter(bar -> bar.summary().isKnown()).toList();
    if (known.isEmpty()) {
      return;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle(unit)
            .build();
    chart.addSeries(
        title,
        known.stream().map(Bar::label).toList(),
        known.stream().map(bar -> bar.summary().median()).toList(),
        known.stream().map(bar -> span(bar.summary())).toList());
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setSeriesColors(new Color[] {new Color(0x2F6DA8)});
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAxisTickLabelsFont(font);
    chart.getStyler().setXAxisLabelRotation(LABEL_ROTATION);
    chart.getStyler().setYAxisDecimalPattern("#,##0.##");
    chart.getStyler().setLocale(Locale.ROOT);
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  private static double span(Summary summary) {
    return Math.max(summary.maximum() - summary.median(), summary.median() - summary.minimum());
  }
}
