package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of results: for each benchmark its figures as JSON, a page and a plot, and one page
 * for the bar as a whole, made of the latest figures of each.
 */
final class Pages {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final List<String> BAR_HEAD =
      List.of("| what | against | found | must | aim | |", "| --- | --- | --: | --: | --: | --- |");

  private final Path folder;
  private final Machine machine;

  Pages(Path folder, Machine machine) {
    this.folder = folder;
    this.machine = machine;
  }

  /** Writes a finding over the one before of the same name. */
  void write(Finding finding) throws IOException {
    Files.createDirectories(folder);
    ObjectNode json = finding.figures();
    json.put("title", finding.title());
    json.put("date", machine.date());
    json.put("machine", machine.description());
    ArrayNode bar = json.putArray("bar");
    finding
        .bar()
        .forEach(
            row -> {
              ObjectNode one = bar.addObject();
              one.put("row", row.markdown());
              one.put("verdict", row.verdict());
            });
    Files.writeString(
        folder.resolve(finding.name() + ".json"), JSON.writeValueAsString(json) + "\n");
    Files.write(folder.resolve(finding.name() + ".md"), page(finding));
    finding.chart().write(folder.resolve(finding.name() + ".png"));
    writeBar();
  }

  private List<String> page(Finding finding) {
    List<String> page = new ArrayList<>();
    page.add("# " + finding.title());
    page.add("");
    page.add(machine.date() + ", " + machine.description());
    page.add("");
    page.addAll(finding.text());
    page.add("");
    if (!finding.bar().isEmpty()) {
      page.addAll(BAR_HEAD);
      finding.bar().forEach(row -> page.add(row.markdown()));
      page.add("");
    }
    page.add("![" + finding.title() + "](" + finding.name() + ".png)");
    return page;
  }

  private void writeBar() throws IOException {
    List<String> page = new ArrayList<>();
    page.add("# The bar");
    page.add("");
    page.addAll(BAR_HEAD);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        for (JsonNode row : JSON.readTree(file.toFile()).path("bar")) {
          page.add(row.path("row").asText());
        }
      }
    }
    Files.write(folder.resolve("bar.md"), page);
  }
}
