package dev.tally.adapters.kafka.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * Unpacks one batch after the other into the same bytes. Used by one thread; the bytes of a batch
 * are good until the next one is unpacked.
 */
final class Unpacking implements AutoCloseable {

  /** A batch that unpacks to more is read record by record, by the client. */
  private static final int LARGEST = 64 * 1024 * 1024;

  /** So many bytes behind a batch can be looked at without harm: more than lead a value. */
  private static final int SPARE = 32;

  private static final int FIRST_CAPACITY = 256 * 1024;

  private final BufferSupplier buffers = BufferSupplier.create();
  private final int largest;
  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  Unpacking() {
    this(LARGEST);
  }

  Unpacking(int largest) {
    this.largest = largest;
  }

  /** Unpacks the records of a batch. */
  void unpack(DefaultRecordBatch batch) throws UnusualFetchException {
    length = 0;
    try (InputStream stream = batch.recordInputStream(buffers)) {
      int read = 0;
      while (read >= 0) {
        length += read;
        makeRoom();
        read = stream.read(bytes, length, bytes.length - SPARE - length);
      }
    } catch (IOException | KafkaException e) {
      throw new UnusualFetchException("a batch that cannot be unpacked", e);
    }
  }

  /** Returns the bytes the records lie in, from the first on. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns how many of them are records. */
  int length() {
    return length;
  }

  @Override
  public void close() {
    buffers.close();
  }

  private void makeRoom() throws UnusualFetchException {
    if (length > largest) {
      throw new UnusualFetchException("a batch of more than " + largest + " bytes");
    }
    if (bytes.length - SPARE - length == 0) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }
}
