package dev.tally.benchmarks.judge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is true of a file of sales: read line by line and summed up in the plainest way. It is kept
 * beside the file.
 */
record SalesTruth(Map<String, List<BigDecimal>> rows) {

  private static final int DECIMALS = 6;

  /** How far an average may be off that was computed in floating point. */
  private static final BigDecimal LAST_DECIMAL = new BigDecimal("0.000001");

  private static final int CATEGORY = 1;
  private static final int PRICE = 2;
  private static final int QUANTITY = 3;
  private static final int AVERAGE = 1;

  /** Returns the truth of an attempt's input. */
  static SalesTruth of(Attempt attempt) {
    try {
      Path kept = Path.of(attempt.input() + ".truth");
      if (!Files.exists(kept)) {
        Path unfinished = Path.of(attempt.input() + ".truth.tmp");
        Files.write(unfinished, sum(Path.of(attempt.input())));
        Files.move(unfinished, kept);
      }
      return new SalesTruth(read(kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what is wrong with a result; nothing if it is true.
   *
   * @param isExact whether averages must be right to the last decimal
   */
  String fault(Path result, boolean isExact) {
    try {
      Map<String, List<BigDecimal>> found = read(result);
      return isSame(found, isExact) ? "" : "wrong rows: " + found + " instead of " + rows;
    } catch (IOException | NumberFormatException e) {
      return "no readable result: " + e;
    }
  }

  private boolean isSame(Map<String, List<BigDecimal>> found, boolean isExact) {
    if (!found.keySet().equals(rows.keySet())) {
      return false;
    }
    for (Map.Entry<String, List<BigDecimal>> row : rows.entrySet()) {
      List<BigDecimal> numbers = found.getOrDefault(row.getKey(), List.of());
      for (int column = 0; column < row.getValue().size(); column++) {
        BigDecimal allowed = column == AVERAGE && !isExact ? LAST_DECIMAL : BigDecimal.ZERO;
        BigDecimal off = numbers.get(column).subtract(row.getValue().get(column)).abs();
        if (off.compareTo(allowed) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static Map<String, List<BigDecimal>> read(Path file) throws IOException {
    Map<String, List<BigDecimal>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", -1);
      rows.put(
          fields[0],
          List.of(
              new BigDecimal(fields[1]),
              new BigDecimal(fields[2]).setScale(DECIMALS, RoundingMode.HALF_UP),
              new BigDecimal(fields[3]),
              new BigDecimal(fields[4])));
    }
    return rows;
  }

  private static List<String> sum(Path file) throws IOException {
    Map<String, Sum> sums = new HashMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split(",", -1);
        sums.computeIfAbsent(fields[CATEGORY], category -> new Sum())
            .add(Long.parseLong(fields[PRICE].replace(".", "")), Long.parseLong(fields[QUANTITY]));
      }
    }
    return sums.entrySet().stream()
        .map(sum -> sum.getKey() + "," + sum.getValue().text())
        .sorted()
        .toList();
  }

  /** One category; the file's prices all have two decimals. */
  private static final class Sum {

    private long revenueCents;
    private long priceCents;
    private long quantity;
    private long transactions;

    void add(long cents, long units) {
      revenueCents = Math.addExact(revenueCents, Math.multiplyExact(cents, units));
      priceCents = Math.addExact(priceCents, cents);
      quantity += units;
      transactions++;
    }

    String text() {
      return "%s,%s,%d,%d"
          .formatted(
              BigDecimal.valueOf(revenueCents, 2),
              BigDecimal.valueOf(priceCents, 2)
                  .divide(BigDecimal.valueOf(transactions), DECIMALS, RoundingMode.HALF_UP),
              quantity,
              transactions);
    }
  }
}
