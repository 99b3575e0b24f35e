package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.PrintStream;

/** What the broker's JVM writes to its parent on standard output: one line for each event. */
record ParentPipe(PrintStream out) {

  /** Followed by the address at which the broker accepts clients. */
  static final String READY = "READY ";

  /** Followed by the {@link Problem}, a blank and the message why the broker could not start. */
  static final String FAILED = "FAILED ";

  /** The parent has let go, but the broker goes on serving others until they are done. */
  static final String STAYS = "STAYS";

  private static final String LINE_BREAK = "\t";

  void ready(String bootstrapServers) {
    out.println(READY + bootstrapServers);
  }

  void failed(TallyException failure) {
    String message = String.valueOf(failure.getMessage()).replaceAll("\\R", LINE_BREAK);
    out.println(FAILED + failure.problem() + " " + message);
  }

  void stays() {
    out.println(STAYS);
  }

  /** The failure that a line tells of. */
  static TallyException parseFailure(String line) {
    String[] parts = line.substring(FAILED.length()).split(" ", 2);
    return new TallyException(
        Problem.valueOf(parts[0]), parts[1].replace(LINE_BREAK, System.lineSeparator()));
  }
}
