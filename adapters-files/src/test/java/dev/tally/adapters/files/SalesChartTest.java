package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.TallyException;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesKey;
import dev.tally.domain.sales.SalesRow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesChartTest {

  @TempDir Path folder;

  @Test
  void pngHoldsBarsForEachOfThePanels() throws IOException {
    BufferedImage image = draw(3);
    assertThat(image.getHeight()).isEqualTo(900);
    for (int panel = 0; panel < 3; panel++) {
      assertThat(barPixels(image, 300 * panel)).as("panel %d", panel).isGreaterThan(1_000);
    }
  }

  @Test
  void pictureGrowsWithTheGroupsSoThatTheirNamesStayReadable() throws IOException {
    assertThat(draw(60).getWidth()).isGreaterThanOrEqualTo(60 * 20);
  }

  @Test
  void svgHoldsABarForEachGroupInEachPanel() throws IOException {
    Path file = folder.resolve("new/plot.svg");
    FilesAdapter.salesFiles().plot(rows(5), SalesGrouping.CATEGORY, file);
    String color = "fill:rgb(47,109,168);stroke:none;";
    assertThat(Files.readString(file)).contains("<svg", "width=\"900");
    assertThat(Files.readString(file).split(Pattern.quote(color), -1)).hasSize(3 * 5 + 1);
  }

  @Test
  void refusesOtherFormatsAndNothingToPlot() {
    assertThatThrownBy(
            () -> new SalesChart(rows(1), SalesGrouping.CATEGORY).write(Path.of("a.jpg")))
        .isInstanceOf(TallyException.class)
        .hasMessage("a plot is a .png or .svg file: a.jpg");
    assertThatThrownBy(
            () -> new SalesChart(rows(0), SalesGrouping.CATEGORY).write(Path.of("a.png")))
        .isInstanceOf(TallyException.class)
        .hasMessage("there is nothing to plot: no sale was counted");
  }

  private BufferedImage draw(int groups) throws IOException {
    Path file = folder.resolve("plot.png");
    FilesAdapter.salesFiles().plot(rows(groups), SalesGrouping.CATEGORY, file);
    return ImageIO.read(file.toFile());
  }

  private static long barPixels(BufferedImage image, int top) {
    long count = 0;
    for (int y = top; y < top + 300; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == SalesChart.BAR_COLOR ? 1 : 0;
      }
    }
    return count;
  }

  private static List<SalesRow> rows(int groups) {
    List<SalesRow> rows = new ArrayList<>();
    for (int group = 1; group <= groups; group++) {
      rows.add(
          new SalesRow(
              new SalesKey("category " + group, SalesKey.ANY_MONTH),
              BigDecimal.valueOf(15_000_000_00L / group, 2),
              new BigDecimal("505.219524").add(BigDecimal.valueOf(group)),
              1_000L * group,
              105));
    }
    return rows;
  }
}
