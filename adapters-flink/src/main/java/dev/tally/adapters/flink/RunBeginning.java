package dev.tally.adapters.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a run began with that did not go on from a snapshot: its state and the rows that it read
 * back, if any. A run that dies before its first checkpoint is gone on with from there.
 *
 * @param rows the file's bytes of the rows that were read back, see {@link RestoredRows}
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record RunBeginning(WorkerState state, byte[] rows) {

  private static final String FILE = "beginning";
  private static final WorkerState.Format STATE = new WorkerState.Format();

  /** Writes it to a run's folder. */
  void write(Path runFolder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    STATE.write(state, out);
    out.writeInt(rows.length);
    out.write(rows);
    byte[] contents = bytes.toByteArray();
    out.writeLong(checksumOf(contents, contents.length));
    DurableFile.replace(fileIn(runFolder), bytes.toByteArray());
  }

  /**
   * Reads it from a run's folder; empty where the run went on from a snapshot.
   *
   * @throws IOException where it is damaged
   */
  static Optional<RunBeginning> read(Path runFolder) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(fileIn(runFolder));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    int length = bytes.length - Long.BYTES;
    if (length < 0 || checksumOf(bytes, length) != lastLongOf(bytes)) {
      throw new IOException("its beginning cannot be read");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    WorkerState state = STATE.read(in);
    byte[] rows = new byte[in.readInt()];
    in.readFully(rows);
    return Optional.of(new RunBeginning(state, rows));
  }

  /** Names its file in a run's folder. */
  static Path fileIn(Path runFolder) {
    return runFolder.resolve(FILE);
  }

  private static long lastLongOf(byte[] bytes) throws IOException {
    byte[] last = Arrays.copyOfRange(bytes, bytes.length - Long.BYTES, bytes.length);
    return new DataInputStream(new ByteArrayInputStream(last)).readLong();
  }

  private static long checksumOf(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }
}
