package dev.tally.bootstrap.command;

import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TableReader;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job's rows, read back from its output topic whenever they are shown. Used by one thread. */
final class LiveRows implements Supplier<List<String>>, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final Supplier<TableReader> opening;
  private final OutputRows rows;
  private @Nullable TableReader reader;
  private @Nullable String trouble;

  /** Opens the topic when rows are first asked for, since the job may have to create it. */
  LiveRows(Supplier<TableReader> opening, OutputRows rows) {
    this.opening = opening;
    this.rows = rows;
  }

  @Override
  public List<String> get() {
    return read(false);
  }

  /** Returns all rows that are in the topic now. */
  List<String> last() {
    close();
    return read(true);
  }

  // Who may run the job may still not be allowed to read its output: the job goes on unseen.
  private List<String> read(boolean toEnd) {
    if (trouble != null) {
      return List.of(trouble);
    }
    try {
      TableReader source = reader == null ? opening.get() : reader;
      reader = source;
      do {
        source.poll(POLL, rows::take);
      } while (toEnd && !source.isAtEnd());
      return rows.lines();
    } catch (TallyException e) {
      trouble =
          "The rows cannot be shown: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return List.of(trouble);
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
