package dev.tally.application.service;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.in.ListDeadLetters.Reason;
import dev.tally.application.port.in.ListDeadLetters.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts dead letters by reason. Its memory does not grow with them, save for new reasons. */
final class DeadLetterCensus implements DeadLetterScan.Visitor {

  /** With more reasons than this the others are counted together. */
  static final int MOST_REASONS = 1_000;

  private static final String OTHERS = "other reasons";
  private static final String QUOTE = ": \"";

  private final int samples;
  private final Consumer<DeadLetter> each;
  private final Map<String, Tally> reasons = new HashMap<>();
  private long letters;
  private long repeats;
  private long foreign;

  DeadLetterCensus(int samples, Consumer<DeadLetter> each) {
    this.samples = samples;
    this.each = each;
  }

  @Override
  public void letter(int partition, long offset, DeadLetter letter, boolean isRepeat) {
    if (isRepeat) {
      repeats++;
      return;
    }
    letters++;
    each.accept(letter);
    String reason = withoutQuote(letter.rejection().reason());
    String group = reasons.containsKey(reason) || reasons.size() < MOST_REASONS ? reason : OTHERS;
    Tally tally = reasons.computeIfAbsent(group, unseen -> new Tally());
    tally.letters++;
    if (tally.samples.size() < samples) {
      tally.samples.add(letter);
    }
  }

  @Override
  public void foreign() {
    foreign++;
  }

  /** Returns what was counted. */
  Summary summary(String topic) {
    List<Reason> sorted =
        reasons.entrySet().stream()
            .map(
                entry ->
                    new Reason(entry.getKey(), entry.getValue().letters, entry.getValue().samples))
            .sorted(
                Comparator.comparingLong(Reason::letters).reversed().thenComparing(Reason::text))
            .toList();
    return new Summary(topic, letters, repeats, foreign, sorted);
  }

  // Decoders quote the record at the end, if they do: that would make each a reason of its own.
  private static String withoutQuote(String reason) {
    int quote = reason.lastIndexOf(QUOTE);
    return quote > 0 ? reason.substring(0, quote) : reason;
  }

  private static final class Tally {
    private final List<DeadLetter> samples = new ArrayList<>();
    private long letters;
  }
}
