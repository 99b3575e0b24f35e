package dev.tally.bootstrap.command;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.Rejection;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.OptionalLong;

/** A run's figures as a JSON file, for scripts. It is there as a whole or not at all. */
final class ReportFile {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int DECIMALS = 3;

  private ReportFile() {}

  /**
   * Writes the file over one that may be there.
   *
   * @param watermark where a job in event time was at the end; empty for others
   */
  static void write(Path file, RunReport report, OptionalLong watermark) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(unfinished);
          JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        write(json, report, watermark);
        json.writeRaw('\n');
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TallyException(
          Problem.FORBIDDEN,
          "Cannot write the report %s: %s.%nName a file in a writable folder with --report."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void write(JsonGenerator json, RunReport report, OptionalLong watermark)
      throws IOException {
    Accounting accounting = report.accounting();
    json.writeStartObject();
    json.writeStringField("job", report.job());
    json.writeStringField("engine", report.engine());
    json.writeStringField("engineVersion", report.engineVersion());
    json.writeNumberField("parallelism", report.parallelism());
    json.writeStringField("status", report.status().name());
    json.writeNumberField("read", accounting.read());
    json.writeNumberField("counted", accounting.counted());
    json.writeNumberField("late", accounting.late());
    json.writeNumberField("rejected", accounting.rejected());
    json.writeNumberField("ignored", accounting.ignored());
    json.writeNumberField("future", accounting.future());
    if (watermark.isPresent()) {
      json.writeStringField("watermark", shown(watermark.getAsLong()));
    }
    json.writeBooleanField("balances", accounting.balances());
    json.writeNumberField("readInThisRun", accounting.read() - report.readBefore());
    json.writeNumberField("startupSeconds", rounded(report.startupSeconds()));
    json.writeNumberField("processingSeconds", rounded(report.processingSeconds()));
    json.writeNumberField("eventsPerSecond", rounded(report.eventsPerSecond()));
    json.writeArrayFieldStart("firstRejected");
    for (Rejection rejected : report.firstRejected()) {
      json.writeStartObject();
      writePlace(json, rejected);
      json.writeStringField("reason", rejected.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    Throwable failure = report.failure();
    if (failure != null) {
      json.writeStringField("failure", String.valueOf(failure.getMessage()));
    }
    json.writeEndObject();
  }

  private static void writePlace(JsonGenerator json, Rejection rejected) throws IOException {
    if (rejected instanceof RejectedRecord record) {
      json.writeStringField("topic", record.topic());
      json.writeNumberField("partition", record.partition());
      json.writeNumberField("offset", record.offset());
    } else if (rejected instanceof RejectedRow row) {
      json.writeStringField("file", row.file());
      json.writeNumberField("line", row.line());
      json.writeNumberField("offset", row.offset());
      json.writeStringField("column", row.column());
    }
  }

  private static String shown(long watermark) {
    if (watermark == Watermark.NONE) {
      return "none";
    }
    return watermark == Watermark.END_OF_INPUT
        ? "end of input"
        : Instant.ofEpochMilli(watermark).toString();
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
