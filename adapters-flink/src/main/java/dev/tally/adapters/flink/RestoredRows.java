package dev.tally.adapters.flink;

import dev.tally.application.resume.RestoredJob;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.TableRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Rows that were read back from the output topic, on their way into the workers' state: their
 * number, then key, window and accumulator of each.
 */
final class RestoredRows {

  private RestoredRows() {}

  static <K, A> byte[] write(
      Aggregation<?, K, A, ?> aggregation, List<RestoredJob.Row<K, A>> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(rows.size());
      for (RestoredJob.Row<K, A> restored : rows) {
        TableRow<K, A> row = restored.row();
        aggregation.keyFormat().write(row.key(), out);
        out.writeLong(row.windowStart());
        aggregation.accumulatorFormat().write(row.accumulator(), out);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("memory cannot be written", impossible);
    }
    return bytes.toByteArray();
  }

  /** Hands the rows over one by one, each to its taker alone. */
  static <K, A> void read(Aggregation<?, K, A, ?> aggregation, byte[] rows, Taker<K, A> taker)
      throws IOException {
    if (rows.length == 0) {
      return;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(rows));
    for (int left = in.readInt(); left > 0; left--) {
      K key = aggregation.keyFormat().read(in);
      taker.take(new TableRow<>(key, in.readLong(), aggregation.accumulatorFormat().read(in)));
    }
  }

  /** Takes a row. */
  @FunctionalInterface
  interface Taker<K, A> {
    void take(TableRow<K, A> row) throws IOException;
  }
}
