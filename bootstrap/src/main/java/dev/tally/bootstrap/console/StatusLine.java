package dev.tally.bootstrap.console;

import dev.tally.application.port.Progress;

/** A job at one moment, in one line. Not thread-safe. */
public final class StatusLine {

  private final String subject;
  private final RateMeter reading = new RateMeter();

  /**
   * Begins.
   *
   * @param subject the job and its engine
   */
  public StatusLine(String subject) {
    this.subject = subject;
  }

  /**
   * Returns status, rate, records read and lag, or a bar where the input is files; what went wrong
   * only where something did.
   */
  public String line(Progress progress, long nanos) {
    return progress
        .bytes()
        .map(bytes -> lineOfFiles(progress, bytes, nanos))
        .orElseGet(() -> lineOfTopics(progress, nanos));
  }

  private String lineOfFiles(Progress progress, Progress.Bytes bytes, long nanos) {
    double bytesPerSecond = Math.max(0, reading.update(nanos, bytes.done()));
    StringBuilder line = new StringBuilder();
    line.append(ProgressBar.ofBytes(bytes.done(), bytes.all(), bytesPerSecond));
    line.append("  rows ").append(Numbers.grouped(progress.accounting().read()));
    append(line, "rejected", progress.accounting().rejected());
    append(line, "ignored", progress.accounting().ignored());
    return line.append("  ").append(subject).append("  ").append(progress.status()).toString();
  }

  private String lineOfTopics(Progress progress, long nanos) {
    long read = progress.accounting().read();
    StringBuilder line = new StringBuilder();
    line.append(subject).append("  ").append(progress.status());
    line.append("  ").append(Numbers.rate(Math.max(0, reading.update(nanos, read))));
    line.append("  read ").append(Numbers.grouped(read));
    line.append("  lag ");
    progress
        .lag()
        .ifPresentOrElse(lag -> line.append(Numbers.grouped(lag)), () -> line.append('?'));
    append(line, "late", progress.accounting().late());
    append(line, "future", progress.accounting().future());
    append(line, "rejected", progress.accounting().rejected());
    append(line, "ignored", progress.accounting().ignored());
    return line.toString();
  }

  private static void append(StringBuilder line, String name, long count) {
    if (count > 0) {
      line.append("  ").append(name).append(' ').append(Numbers.grouped(count));
    }
  }
}
