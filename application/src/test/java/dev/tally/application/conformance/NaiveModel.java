package dev.tally.application.conformance;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.TumblingWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What must come out of a bounded run, found by plain loops over the lines. It shares no rule with
 * the kernel that the engines are made of: windows, lateness and rows are written here once more.
 *
 * <p>An event is certainly in time where the newest timestamp before it in its own partition leaves
 * its window open for revision, because the watermark is a minimum over partitions. Any other may
 * be counted or late, as the partitions happen to interleave.
 */
final class NaiveModel {

  private static final Pattern BEHAVIOR = Pattern.compile("(?s)[^;]*;[^;]*");
  private static final Pattern READING =
      Pattern.compile("[^;]*;-?[0-9]{1,9};-?[0-9]{1,15};-?[0-9]{1,15}");

  private final SortedMap<String, String> rows = new TreeMap<>();
  private final SortedMap<String, long[]> numbers = new TreeMap<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private long read;
  private long counted;
  private long late;
  private long ignored;
  private long future;

  private NaiveModel() {}

  /** Returns what behavior counting must give. */
  static NaiveModel ofBehaviors(Corpus corpus, String topic, long now) {
    NaiveModel model = new NaiveModel();
    for (int partition = 0; partition < corpus.size(); partition++) {
      for (String line : corpus.lines(partition)) {
        long offset = model.offsetOfNext(corpus, partition);
        if (line == null) {
          model.ignored++;
        } else if (!BEHAVIOR.matcher(line).matches()) {
          String reason = "not category;behavior: '" + line + "'";
          model.rejected.add(new RejectedRecord(topic, partition, offset, reason));
        } else {
          model.counted++;
          model.numbers.computeIfAbsent(line, unseen -> new long[1])[0]++;
        }
      }
    }
    model.numbers.forEach((key, count) -> model.rows.put(key, count[0] + ";OPEN;" + now));
    return model;
  }

  /**
   * Returns what the summaries of readings must give.
   *
   * @param countDoubtful whether events that may be late are counted
   */
  static NaiveModel ofReadings(
      Corpus corpus, String topic, TumblingWindows<?> rules, long now, boolean countDoubtful) {
    NaiveModel model = new NaiveModel();
    for (int partition = 0; partition < corpus.size(); partition++) {
      boolean anySeen = false;
      long newest = 0;
      for (String line : corpus.lines(partition)) {
        long offset = model.offsetOfNext(corpus, partition);
        if (line == null) {
          model.ignored++;
          continue;
        }
        if (!READING.matcher(line).matches()) {
          String reason = "not station;channel;value;timestamp: '" + line + "'";
          model.rejected.add(new RejectedRecord(topic, partition, offset, reason));
          continue;
        }
        String[] fields = line.split(";", -1);
        long timestamp = Long.parseLong(fields[3]);
        long start = Math.floorDiv(timestamp, rules.size()) * rules.size();
        long end = start + rules.size();
        boolean doubtful =
            anySeen && newest - rules.watermarkDelay() >= end + rules.allowedLateness();
        if (doubtful && !countDoubtful) {
          model.late++;
          continue;
        }
        model.counted++;
        String key = fields[0] + ";" + fields[1] + ";" + start + ";" + end;
        model.addReading(key, Long.parseLong(fields[2]));
        if (timestamp > now + rules.maxFutureSkew()) {
          model.future++;
        } else if (!anySeen || timestamp > newest) {
          anySeen = true;
          newest = timestamp;
        }
      }
    }
    model.numbers.forEach(
        (key, sums) ->
            model.rows.put(key, sums[0] + ";" + sums[1] + ";" + sums[2] + ";FINAL;" + now));
    return model;
  }

  /** Returns the final table. */
  SortedMap<String, String> rows() {
    return rows;
  }

  /** Returns where every record must go. */
  Accounting accounting() {
    return new Accounting(read, counted, late, rejected.size(), ignored, future);
  }

  /** Returns every record that must be rejected, partition by partition. */
  List<RejectedRecord> rejected() {
    return rejected;
  }

  private void addReading(String key, long value) {
    long[] sums = numbers.computeIfAbsent(key, unseen -> new long[] {0, 0, value});
    sums[0] += 1;
    sums[1] += value;
    sums[2] = Math.max(sums[2], value);
  }

  private long offsetOfNext(Corpus corpus, int partition) {
    long before = 0;
    for (int other = 0; other < partition; other++) {
      before += corpus.lines(other).size();
    }
    return read++ - before;
  }
}
