package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.resume.StateFolderTrouble;
import dev.tally.domain.aggregation.Accounting;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * The commit point of a job: one small file, replaced as a whole after each pass. A pass that is
 * not in it never happened, whatever its tasks left in the state store.
 */
final class CommittedPassFile {

  private static final String POSITION = "position.";
  private static final String RUN = "run.";
  private static final String CHECKSUM = "checksum";

  private final Path file;
  private final String job;

  CommittedPassFile(Path file, String job) {
    this.file = file;
    this.job = job;
  }

  /**
   * Returns the last committed pass; empty where there is none.
   *
   * @throws TallyException where it is damaged
   */
  Optional<CommittedPass> read() {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
      if (!Long.toHexString(checksumOf(kept)).equals(kept.getProperty(CHECKSUM))) {
        throw new IllegalArgumentException(file.getFileName() + " cannot be read");
      }
      return Optional.of(passOf(kept));
    } catch (NoSuchFileException neverRan) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      throw new StateFolderTrouble(job, file.toAbsolutePath().resolveSibling("")).damaged(damaged);
    }
  }

  /**
   * Replaces the last committed pass; it is on the disk then.
   *
   * @throws IOException where it cannot be written: the one before is there still
   */
  void write(CommittedPass pass) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Properties kept = propertiesOf(pass);
    kept.setProperty(CHECKSUM, Long.toHexString(checksumOf(kept)));
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8);
      kept.store(writer, null);
      writer.flush();
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  // Over what the file says, not over its bytes: they begin with the time of day.
  private static long checksumOf(Properties kept) {
    CRC32C checksum = new CRC32C();
    for (String name : new TreeSet<>(kept.stringPropertyNames())) {
      if (!name.equals(CHECKSUM)) {
        checksum.update((name + "=" + text(kept, name) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return checksum.getValue();
  }

  private static Properties propertiesOf(CommittedPass pass) {
    Properties kept = new Properties();
    kept.setProperty("rules", pass.job().rules());
    put(kept, "life", pass.job().life());
    pass.job().runs().forEach((run, epoch) -> put(kept, RUN + run, epoch));
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
    JobCommit job =
        new JobCommit(
            text(kept, "rules"),
            number(kept, "life"),
            numbersOf(kept, RUN),
            numbersOf(kept, POSITION),
            number(kept, "watermark"),
            new Accounting(
                number(kept, "read"),
                number(kept, "counted"),
                number(kept, "late"),
                number(kept, "rejected"),
                number(kept, "ignored"),
                number(kept, "future")));
    return new CommittedPass(
        number(kept, "pass"),
        job,
        number(kept, "applied"),
        Math.toIntExact(number(kept, "shards")),
        firstRejected);
  }

  private static SortedMap<Integer, Long> numbersOf(Properties kept, String prefix) {
    SortedMap<Integer, Long> numbers = new TreeMap<>();
    for (String name : kept.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        numbers.put(Integer.valueOf(name.substring(prefix.length())), number(kept, name));
      }
    }
    return numbers;
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
