package dev.tally.bootstrap.command;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.in.ListDeadLetters.Reason;
import dev.tally.application.port.in.ListDeadLetters.Summary;
import dev.tally.bootstrap.console.Json;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as the user reads them. What comes from a record is cut, and made safe for a
 * terminal.
 */
final class DeadLetterLines {

  private static final int LONGEST_TEXT = 120;
  private static final int BYTES_LOOKED_AT = 4 * LONGEST_TEXT;

  private DeadLetterLines() {}

  /** Returns what is in a topic of dead letters, by reason. */
  static List<String> of(Summary summary) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s dead letters, %s %s"
            .formatted(
                summary.topic(),
                Numbers.grouped(summary.letters()),
                Numbers.grouped(summary.reasons().size()),
                summary.reasons().size() == 1 ? "reason" : "reasons"));
    if (summary.repeats() > 0) {
      lines.add(
          "%s more were written again, after a crash or by a run that began anew"
              .formatted(Numbers.grouped(summary.repeats())));
    }
    if (summary.foreign() > 0) {
      lines.add(
          "%s other records are no dead letters of Tally"
              .formatted(Numbers.grouped(summary.foreign())));
    }
    for (Reason reason : summary.reasons()) {
      lines.add("");
      lines.add("%7s  %s".formatted(Numbers.grouped(reason.letters()), shown(reason.text())));
      reason.samples().forEach(letter -> addSample(lines, letter));
    }
    return lines;
  }

  /** Returns a dead letter as a line of JSON, whole, text with U+FFFD for what is not UTF-8. */
  static String json(DeadLetter letter) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("topic", letter.rejection().topic());
    fields.put("partition", letter.rejection().partition());
    fields.put("offset", letter.rejection().offset());
    fields.put("reason", letter.rejection().reason());
    fields.put("exception", letter.exception());
    fields.put("engine", letter.engine());
    fields.put("timestamp", Instant.ofEpochMilli(letter.timestamp()).toString());
    fields.put("key", text(letter.key()));
    fields.put("value", text(letter.value()));
    List<List<@Nullable String>> headers = new ArrayList<>();
    for (RecordHeader header : letter.headers()) {
      List<@Nullable String> pair = new ArrayList<>();
      pair.add(header.name());
      pair.add(text(header.value()));
      headers.add(pair);
    }
    fields.put("headers", headers);
    return Json.line(fields);
  }

  private static void addSample(List<String> lines, DeadLetter letter) {
    lines.add(
        "         %s, %s, %s: %s"
            .formatted(
                Printable.line(letter.rejection().place()),
                Instant.ofEpochMilli(letter.timestamp()),
                Printable.line(letter.engine()),
                shown(start(letter.value()))));
  }

  private static String start(byte @Nullable [] bytes) {
    return bytes == null
        ? "null"
        : new String(bytes, 0, Math.min(bytes.length, BYTES_LOOKED_AT), StandardCharsets.UTF_8);
  }

  private static String shown(String text) {
    String safe = Printable.line(text);
    int length = safe.codePointCount(0, safe.length());
    return length <= LONGEST_TEXT
        ? safe
        : safe.substring(0, safe.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
