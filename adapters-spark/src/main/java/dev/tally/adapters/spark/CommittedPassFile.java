package dev.tally.adapters.spark;

import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.Accounting;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The commit point of a job: one small file, replaced as a whole after each pass. A pass that is
 * not in it never happened, whatever its tasks left in the state store.
 */
final class CommittedPassFile {

  private static final String POSITION = "position.";

  private final Path file;
  private final String job;

  /**
   * Names the file.
   *
   * @param job what is read and written; kept state is of use to the same job only
   */
  CommittedPassFile(Path file, String job) {
    this.file = file;
    this.job = job;
  }

  /**
   * Returns the last committed pass; empty where there is none.
   *
   * @throws TallyException where it is another job's, or damaged
   */
  Optional<CommittedPass> read() {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
      String keptJob = kept.getProperty("job", "an unknown job");
      if (!keptJob.equals(job)) {
        throw unusable("holds the state of " + keptJob + ", not of " + job, null);
      }
      return Optional.of(passOf(kept));
    } catch (NoSuchFileException neverRan) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      throw unusable("is damaged", damaged);
    }
  }

  /** Replaces the last committed pass. */
  void write(CommittedPass pass) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(temporary)) {
        propertiesOf(pass).store(writer, null);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Properties propertiesOf(CommittedPass pass) {
    Properties kept = new Properties();
    kept.setProperty("job", job);
    put(kept, "pass", pass.pass());
    pass.positions().forEach((partition, next) -> put(kept, POSITION + partition, next));
    put(kept, "watermark", pass.watermark());
    put(kept, "applied", pass.applied());
    put(kept, "shards", pass.shards());
    Accounting accounting = pass.accounting();
    put(kept, "read", accounting.read());
    put(kept, "counted", accounting.counted());
    put(kept, "late", accounting.late());
    put(kept, "rejected", accounting.rejected());
    put(kept, "ignored", accounting.ignored());
    put(kept, "future", accounting.future());
    for (int index = 0; index < pass.firstRejected().size(); index++) {
      RejectedRecord record = pass.firstRejected().get(index);
      kept.setProperty("rejected." + index + ".topic", record.topic());
      put(kept, "rejected." + index + ".partition", record.partition());
      put(kept, "rejected." + index + ".offset", record.offset());
      kept.setProperty("rejected." + index + ".reason", record.reason());
    }
    return kept;
  }

  private static CommittedPass passOf(Properties kept) {
    List<RejectedRecord> firstRejected = new ArrayList<>();
    for (int index = 0; kept.containsKey("rejected." + index + ".topic"); index++) {
      firstRejected.add(
          new RejectedRecord(
              text(kept, "rejected." + index + ".topic"),
              Math.toIntExact(number(kept, "rejected." + index + ".partition")),
              number(kept, "rejected." + index + ".offset"),
              text(kept, "rejected." + index + ".reason")));
    }
    return new CommittedPass(
        number(kept, "pass"),
        positionsOf(kept),
        number(kept, "watermark"),
        number(kept, "applied"),
        Math.toIntExact(number(kept, "shards")),
        new Accounting(
            number(kept, "read"),
            number(kept, "counted"),
            number(kept, "late"),
            number(kept, "rejected"),
            number(kept, "ignored"),
            number(kept, "future")),
        firstRejected);
  }

  private static Map<Integer, Long> positionsOf(Properties kept) {
    Map<Integer, Long> positions = new TreeMap<>();
    for (String name : kept.stringPropertyNames()) {
      if (name.startsWith(POSITION)) {
        positions.put(Integer.valueOf(name.substring(POSITION.length())), number(kept, name));
      }
    }
    return positions;
  }

  private TallyException unusable(String what, @Nullable Exception cause) {
    String message =
        "the kept state in %s %s: use --from earliest to begin anew, or another --state-dir"
            .formatted(file, what);
    return cause == null
        ? new TallyException(Problem.STATE, message)
        : new TallyException(Problem.STATE, message, cause);
  }

  private static void put(Properties kept, String name, long value) {
    kept.setProperty(name, Long.toString(value));
  }

  private static long number(Properties kept, String name) {
    return Long.parseLong(text(kept, name));
  }

  private static String text(Properties kept, String name) {
    String value = kept.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }
}
