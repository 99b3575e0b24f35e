package dev.tally.application.inprocess;

import dev.tally.application.port.out.JobLedger;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.WindowState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's bytes of a job's state. A row's key is {@code 'R', window start, key}, its value the
 * {@link WindowState} last shown and the accumulator; one more entry, {@code 'J'}, holds the
 * watermark and the accounting.
 */
final class StateEntries<K, A> {

  private static final byte ROW = 'R';
  private static final byte JOB = 'J';
  private static final Accounting.Format ACCOUNTING = new Accounting.Format();

  private final Aggregation<?, K, A, ?> aggregation;

  StateEntries(Aggregation<?, K, A, ?> aggregation) {
    this.aggregation = aggregation;
  }

  /** Returns the entry of one row; a null accumulator forgets it. */
  JobLedger.Entry row(K key, long windowStart, @Nullable A accumulator, WindowState shown) {
    byte[] keyBytes =
        bytes(
            out -> {
              out.writeByte(ROW);
              out.writeLong(windowStart);
              aggregation.keyFormat().write(key, out);
            });
    if (accumulator == null) {
      return new JobLedger.Entry(keyBytes, null);
    }
    return new JobLedger.Entry(
        keyBytes,
        bytes(
            out -> {
              out.writeByte(shown.code());
              aggregation.accumulatorFormat().write(accumulator, out);
            }));
  }

  /** Returns the entry of the job as a whole. */
  JobLedger.Entry job(long watermark, Accounting accounting) {
    return new JobLedger.Entry(
        new byte[] {JOB},
        bytes(
            out -> {
              out.writeLong(watermark);
              ACCOUNTING.write(accounting, out);
            }));
  }

  /** Puts every row back into the table and returns what was kept of the job as a whole. */
  JobSummary restore(List<JobLedger.Entry> entries, WindowTable<K, A, ?> table) {
    JobSummary job = new JobSummary(Watermark.NONE, Accounting.NONE);
    for (JobLedger.Entry entry : entries) {
      byte[] value = entry.value();
      if (value == null) {
        continue;
      }
      try {
        DataInputStream keys = new DataInputStream(new ByteArrayInputStream(entry.key()));
        DataInputStream values = new DataInputStream(new ByteArrayInputStream(value));
        if (keys.readByte() == JOB) {
          job = readJob(values);
        } else {
          restoreRow(keys, values, table);
        }
      } catch (IOException damaged) {
        throw new UncheckedIOException(damaged);
      }
    }
    return job;
  }

  private void restoreRow(DataInputStream keys, DataInputStream values, WindowTable<K, A, ?> table)
      throws IOException {
    long windowStart = keys.readLong();
    K key = aggregation.keyFormat().read(keys);
    WindowState shown = WindowState.ofCode(values.readByte());
    table.restore(key, windowStart, aggregation.accumulatorFormat().read(values), shown);
  }

  private static JobSummary readJob(DataInputStream in) throws IOException {
    return new JobSummary(in.readLong(), ACCOUNTING.read(in));
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** What is kept besides the rows. */
  record JobSummary(long watermark, Accounting accounting) {}

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }
}
