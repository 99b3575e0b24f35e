package dev.tally.adapters.flink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A list of the newest snapshot's files in a run's folder, with size and checksum: Flink itself
 * would not see that a bit has changed. Written once the snapshot is complete and on the disk; a
 * process that dies in between leaves a snapshot that is newer than its seal, and sound.
 *
 * @param snapshot the snapshot's folder
 * @param checkpoint its number, rising within a run
 * @param entries one for each file
 */
record Seal(Path snapshot, long checkpoint, List<String> entries) {

  private static final String FILE = "seal";
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Computes the seal of a complete snapshot and sees to it that its files are on the disk. */
  static Seal of(Path snapshot, long checkpoint) throws IOException {
    return new Seal(snapshot, checkpoint, entriesOf(snapshot, true));
  }

  /** Replaces the seal in a run's folder. */
  void write(Path runFolder) throws IOException {
    String text =
        Stream.concat(
                Stream.of(Long.toString(checkpoint), runFolder.relativize(snapshot).toString()),
                entries.stream())
            .collect(Collectors.joining("\n"));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length);
    DurableFile.replace(
        runFolder.resolve(FILE),
        (Long.toHexString(checksum.getValue()) + "\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the seal in a run's folder; empty where no snapshot has been sealed.
   *
   * @throws IOException where it is damaged itself
   */
  static Optional<Seal> read(Path runFolder) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(runFolder.resolve(FILE));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
    CRC32C checksum = new CRC32C();
    if (parts.length == 2) {
      checksum.update(parts[1].getBytes(StandardCharsets.UTF_8));
    }
    if (parts.length < 2 || !parts[0].equals(Long.toHexString(checksum.getValue()))) {
      throw new IOException("the list of its files cannot be read");
    }
    List<String> lines = parts[1].lines().toList();
    return Optional.of(
        new Seal(
            runFolder.resolve(lines.get(1)),
            Long.parseLong(lines.get(0)),
            lines.subList(2, lines.size())));
  }

  /**
   * Compares the files with what they were.
   *
   * @throws IOException where one is missing or has changed; the message names it
   */
  void requireIntact() throws IOException {
    if (!Files.isDirectory(snapshot)) {
      throw new IOException(FileTrees.nameOf(snapshot) + " is missing");
    }
    List<String> now = entriesOf(snapshot, false);
    for (String entry : entries) {
      if (!now.contains(entry)) {
        throw new IOException(
            entry.substring(entry.lastIndexOf(' ') + 1) + " has changed since it was written");
      }
    }
  }

  private static List<String> entriesOf(Path snapshot, boolean force) throws IOException {
    try (Stream<Path> files = Files.walk(snapshot)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (force) {
          DurableFile.force(file);
        }
        text.append(entryOf(snapshot, file)).append('\n');
      }
      return text.toString().lines().toList();
    }
  }

  private static String entryOf(Path snapshot, Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    long size = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
        size += read;
      }
    }
    return "%x %d %s".formatted(checksum.getValue(), size, snapshot.relativize(file));
  }
}
