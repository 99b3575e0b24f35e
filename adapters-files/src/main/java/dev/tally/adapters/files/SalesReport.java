package dev.tally.adapters.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** Renders a summary as text, the largest revenue first, every line ended by a line feed. */
record SalesReport(SalesColumns columns, boolean spreadsheetSafe) {

  String render(List<SalesRow> rows, ReportFormat format) {
    List<SalesRow> sorted = rows.stream().sorted(SalesRow.LARGEST_REVENUE_FIRST).toList();
    return switch (format) {
      case TABLE -> table(sorted);
      case CSV -> csv(sorted);
      case JSON -> json(sorted);
      case MARKDOWN -> markdown(sorted);
    };
  }

  private String table(List<SalesRow> rows) {
    TextTable table = new TextTable(columns.names(), columns.textColumns());
    rows.forEach(row -> table.add(columns.cells(row, false)));
    return table.render();
  }

  private String csv(List<SalesRow> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(columns.names());
      rows.forEach(row -> csv.writeRecord(columns.cells(row, spreadsheetSafe)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a StringWriter does no input or output
    }
    return text.toString();
  }

  private String json(List<SalesRow> rows) {
    StringJoiner array = new StringJoiner(",\n ", "[", "]\n");
    rows.forEach(row -> array.add(jsonObject(columns.cells(row, false))));
    return array.toString();
  }

  private String jsonObject(List<String> cells) {
    StringJoiner object = new StringJoiner(", ", "{", "}");
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      object.add(
          jsonText(columns.names().get(column))
              + ": "
              + (column < columns.textColumns() ? jsonText(cell) : cell));
    }
    return object.toString();
  }

  private static String jsonText(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == '"' || character == '\\') {
        json.append('\\').append(character);
      } else if (character < ' ') {
        json.append("\\u%04x".formatted((int) character));
      } else {
        json.append(character);
      }
    }
    return json.append('"').toString();
  }

  private String markdown(List<SalesRow> rows) {
    StringBuilder text = new StringBuilder(markdownLine(columns.names()));
    List<String> rule = new ArrayList<>();
    rule.addAll(Collections.nCopies(columns.textColumns(), "---"));
    rule.addAll(Collections.nCopies(columns.names().size() - columns.textColumns(), "---:"));
    text.append(markdownLine(rule));
    rows.forEach(row -> text.append(markdownLine(columns.cells(row, false))));
    return text.toString();
  }

  private static String markdownLine(List<String> cells) {
    StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
    cells.forEach(
        cell ->
            line.add(
                cell.replace("\\", "\\\\")
                    .replace("|", "\\|")
                    .replaceAll("\\R", "<br>")
                    .replaceAll("\\p{Cntrl}", "\uFFFD")));
    return line.toString();
  }
}
