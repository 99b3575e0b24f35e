package dev.tally.adapters.files;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesRow;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/**
 * Draws a summary: revenue, average price and quantity of each group, one panel below the other
 * over the same groups. Groups come in the order of the table; months in their own. The picture
 * grows with the number of groups; where there are many, the lowest panel alone names them.
 */
final class SalesChart {

  static final int BAR_COLOR = 0x2F6DA8;

  // Pixels, save for the last two.
  private static final int PANEL_HEIGHT = 300;
  private static final int NARROWEST = 900;
  private static final int GROUP_WIDTH = 22;
  private static final int MARGIN = 160;
  private static final int AXIS_WIDTH = 95;
  private static final int CHARACTER_WIDTH = 7;
  private static final int MOST_LEVEL_LABELS = 8;
  private static final int LONGEST_LABEL = 30;

  private final SalesGrouping grouping;
  private final List<String> labels;
  private final List<SalesRow> rows;
  private final boolean many;
  private final int width;
  private final int labelHeight;

  SalesChart(List<SalesRow> rows, SalesGrouping grouping) {
    this.grouping = grouping;
    this.rows = rows.stream().sorted(order(grouping)).toList();
    this.labels = this.rows.stream().map(this::label).toList();
    this.many = rows.size() > MOST_LEVEL_LABELS;
    this.width = Math.max(NARROWEST, MARGIN + GROUP_WIDTH * rows.size());
    int longest = labels.stream().mapToInt(String::length).max().orElse(0);
    this.labelHeight = many ? CHARACTER_WIDTH * longest : 0;
  }

  void write(Path file) throws IOException {
    if (rows.isEmpty()) {
      throw new TallyException(Problem.DATA, "there is nothing to plot: no sale was counted");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      replace(file, this::writePng);
    } else if (name.endsWith(".svg")) {
      replace(file, this::writeSvg);
    } else {
      throw new TallyException(Problem.USAGE, "a plot is a .png or .svg file: " + file);
    }
  }

  private static void replace(Path file, PendingFile.Content content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (PendingFile pending = PendingFile.write(file, content)) {
      pending.publish();
    }
  }

  private void writePng(OutputStream out) throws IOException {
    BufferedImage image = new BufferedImage(width, height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    paint(graphics);
    graphics.dispose();
    ImageIO.write(image, "png", out);
  }

  private void writeSvg(OutputStream out) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint(graphics);
    Document document =
        new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(0, 0, width, height()));
    document.writeTo(out);
  }

  private int height() {
    return 3 * PANEL_HEIGHT + labelHeight;
  }

  private void paint(Graphics2D graphics) {
    panel("Total revenue", "price × quantity", SalesRow::totalRevenue, !many)
        .paint(graphics, width, PANEL_HEIGHT);
    graphics.translate(0, PANEL_HEIGHT);
    panel("Average price", "price of one unit", SalesRow::averagePrice, !many)
        .paint(graphics, width, PANEL_HEIGHT);
    graphics.translate(0, PANEL_HEIGHT);
    panel("Quantity sold", "units", SalesRow::totalQuantity, true)
        .paint(graphics, width, PANEL_HEIGHT + labelHeight);
    graphics.translate(0, -2 * PANEL_HEIGHT);
  }

  private CategoryChart panel(
      String title, String unit, Function<SalesRow, Number> value, boolean labelled) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(width)
            .height(PANEL_HEIGHT)
            .title(title + " by " + grouping.text().replace(",", " and "))
            .xAxisTitle(grouping.text().replace(",", ", "))
            .yAxisTitle(unit)
            .build();
    chart.addSeries(title, labels, rows.stream().map(value).toList());
    style(chart);
    chart.getStyler().setXAxisTicksVisible(labelled);
    chart.getStyler().setXAxisTitleVisible(labelled);
    return chart;
  }

  private void style(CategoryChart chart) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setSeriesColors(new Color[] {new Color(BAR_COLOR)});
    chart.getStyler().setChartTitleFont(font.deriveFont(Font.BOLD, 14));
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAxisTickLabelsFont(font);
    chart.getStyler().setAxisTitleFont(font.deriveFont(Font.BOLD));
    chart.getStyler().setyAxisTickLabelsFormattingFunction(SalesChart::shortNumber);
    chart.getStyler().setAvailableSpaceFill(rows.size() < 4 ? 0.4 : 0.8);
    chart.getStyler().setXAxisLabelRotation(many ? 90 : 0);
    chart.getStyler().setXAxisLabelAlignmentVertical(TextAlignment.Right);
    chart.getStyler().setYAxisLeftWidthHint(AXIS_WIDTH);
    chart.getStyler().setLocale(Locale.ROOT);
  }

  private String label(SalesRow row) {
    String category = shortened(row.key().category());
    return switch (grouping) {
      case CATEGORY -> category;
      case MONTH -> row.key().monthText();
      case CATEGORY_AND_MONTH -> row.key().monthText() + " " + category;
    };
  }

  // Long names mostly differ at one of their ends.
  private static String shortened(String text) {
    int half = LONGEST_LABEL / 2;
    return text.length() <= LONGEST_LABEL
        ? text
        : text.substring(0, half) + "…" + text.substring(text.length() - half + 1);
  }

  private static Comparator<SalesRow> order(SalesGrouping grouping) {
    return grouping.byMonth()
        ? Comparator.comparingInt((SalesRow row) -> row.key().month())
            .thenComparing(row -> row.key().category())
        : SalesRow.LARGEST_REVENUE_FIRST;
  }

  private static String shortNumber(Double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return String.format(Locale.ROOT, "%.4gG", value / 1e9);
    }
    return size >= 1e6
        ? String.format(Locale.ROOT, "%,.1fM", value / 1e6)
        : String.format(Locale.ROOT, size < 10 && size > 0 ? "%.2f" : "%,.0f", value);
  }
}
