package dev.tally.adapters.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job has read, as it is kept in its state topic.
 *
 * @param job the job's name
 * @param input the input topic
 * @param offsets the next offset of each partition
 */
record LedgerPositions(String job, String input, Map<Integer, Long> offsets) {

  private static final int FORMAT_VERSION = 1;

  /** Returns the record value. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT_VERSION);
      out.writeUTF(job);
      out.writeUTF(input);
      out.writeInt(offsets.size());
      for (Map.Entry<Integer, Long> entry : offsets.entrySet()) {
        out.writeInt(entry.getKey());
        out.writeLong(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot be: the bytes stay in memory
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a record value.
   *
   * @throws IOException where the bytes are damaged or of a newer version
   */
  static LedgerPositions ofBytes(byte[] value) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int version = in.readByte();
      if (version != FORMAT_VERSION) {
        throw new IOException("format version " + version + " is not known");
      }
      String job = in.readUTF();
      String input = in.readUTF();
      Map<Integer, Long> offsets = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        offsets.put(in.readInt(), in.readLong());
      }
      return new LedgerPositions(job, input, offsets);
    }
  }
}
