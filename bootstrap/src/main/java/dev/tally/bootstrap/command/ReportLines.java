package dev.tally.bootstrap.command;

import dev.tally.application.port.Rejection;
import dev.tally.application.port.RunReport;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.Printable;
import dev.tally.domain.aggregation.Accounting;
import java.util.ArrayList;
import java.util.List;

/** A run's figures as the user reads them. */
final class ReportLines {

  private ReportLines() {}

  /** Returns the lines, the accounting line last. */
  static List<String> of(RunReport report) {
    Accounting accounting = report.accounting();
    long readNow = accounting.read() - report.readBefore();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s on %s %s, parallelism %d"
            .formatted(
                report.job(),
                report.status(),
                report.engine(),
                report.engineVersion(),
                report.parallelism()));
    lines.add(
        "%s records in %s (%s), ready after %s"
            .formatted(
                Numbers.grouped(readNow),
                Numbers.seconds(report.processingSeconds()),
                Numbers.rate(report.eventsPerSecond()),
                Numbers.seconds(report.startupSeconds())));
    if (report.readBefore() > 0) {
      lines.add(
          "%s more were read by the runs before, which this one went on from"
              .formatted(Numbers.grouped(report.readBefore())));
    }
    addRejected(lines, report);
    if (accounting.future() > 0) {
      lines.add(
          "%s counted events are too far in the future to move the watermark"
              .formatted(Numbers.grouped(accounting.future())));
    }
    lines.add(accounting.line());
    return lines;
  }

  private static void addRejected(List<String> lines, RunReport report) {
    List<? extends Rejection> shown = report.firstRejected();
    for (Rejection rejected : shown) {
      lines.add(
          "rejected: %s: %s"
              .formatted(Printable.line(rejected.place()), Printable.line(rejected.reason())));
    }
    long others = report.accounting().rejected() - shown.size();
    if (others > 0) {
      lines.add("rejected: %s more".formatted(Numbers.grouped(others)));
    }
  }
}
