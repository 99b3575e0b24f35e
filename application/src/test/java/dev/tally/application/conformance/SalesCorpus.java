package dev.tally.application.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Files of sales, and what must be made of them: a naive model that knows what it wrote and reads
 * nothing back. Rows are added one by one to the file that was begun last.
 */
final class SalesCorpus {

  private static final String PRODUCT = "P100";

  private final Path folder;
  private final Map<String, Sum> sums = new TreeMap<>();
  private final List<String> rejects = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private ByteArrayOutputStream content = new ByteArrayOutputStream();
  private long line;
  private long counted;

  SalesCorpus(Path folder) {
    this.folder = folder;
  }

  /** Begins a file; a name that ends in {@code .gz} makes a compressed one. */
  SalesCorpus file(String name) throws IOException {
    finish();
    files.add(folder.resolve(name));
    line = 1;
    return this;
  }

  /** Adds a sale, its category in quotes where it needs them. */
  SalesCorpus sale(String category, String price, int quantity) {
    String quoted =
        category.matches("(?s).*[\",\n].*") ? '"' + category.replace("\"", "\"\"") + '"' : category;
    text("%s,%s,%s,%d,2024-02-21\n".formatted(PRODUCT, quoted, price, quantity));
    sums.computeIfAbsent(category, unseen -> new Sum()).add(new BigDecimal(price), quantity);
    counted++;
    return this;
  }

  /** Adds a row that is none. */
  SalesCorpus reject(String row, String column, String reason) {
    rejects.add(
        "%s,%d,%d,%s,%s,%s\n"
            .formatted(file(), line, content.size(), column, inCell(reason), inCell(row)));
    text(row + "\n");
    return this;
  }

  /** Adds what is no row. */
  SalesCorpus text(String text) {
    content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    line += text.chars().filter(character -> character == '\n').count();
    return this;
  }

  /** Writes the last file; returns the files' paths. */
  List<String> write() throws IOException {
    finish();
    return files.stream().map(Path::toString).toList();
  }

  long counted() {
    return counted;
  }

  long rejected() {
    return rejects.size();
  }

  /** Returns the bytes that the part file must have. */
  String expectedPart() {
    StringBuilder part = new StringBuilder();
    sums.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Sum> entry) -> entry.getValue().revenue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> part.append(entry.getValue().line(entry.getKey())));
    return part.toString();
  }

  /** Returns the bytes that the list of rejected rows must have. */
  String expectedRejects() {
    return "file,line,byte_offset,column,reason,row\n" + String.join("", rejects);
  }

  private Path file() {
    return files.get(files.size() - 1);
  }

  private void finish() throws IOException {
    if (files.isEmpty()) {
      return;
    }
    try (OutputStream file = Files.newOutputStream(file());
        OutputStream out = file().toString().endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      content.writeTo(out);
    }
    content = new ByteArrayOutputStream();
  }

  private static String inCell(String text) {
    return text.matches("(?s).*[\",\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static final class Sum {

    private BigDecimal revenue = BigDecimal.ZERO;
    private BigDecimal prices = BigDecimal.ZERO;
    private long quantity;
    private long count;

    void add(BigDecimal price, int sold) {
      revenue = revenue.add(price.multiply(BigDecimal.valueOf(sold)));
      prices = prices.add(price);
      quantity += sold;
      count++;
    }

    String line(String category) {
      return "%s,%s,%s,%d,%d\n"
          .formatted(
              inCell(category),
              revenue.setScale(2, RoundingMode.UNNECESSARY).toPlainString(),
              prices.divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP).toPlainString(),
              quantity,
              count);
    }
  }
}
