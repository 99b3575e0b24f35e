package dev.tally.application.inprocess;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.time.WindowState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's bytes of a job's state. A row's key is {@code 'R', window start, key}, its value the
 * {@link WindowState} last shown and the accumulator; one more entry, {@code 'J'}, holds the number
 * of rows and the job's commit.
 */
final class StateEntries<K, A> {

  private static final byte ROW = 'R';
  private static final byte JOB = 'J';
  private static final JobCommit.Format COMMIT = new JobCommit.Format();

  private final String job;
  private final Aggregation<?, K, A, ?> aggregation;

  StateEntries(String job, Aggregation<?, K, A, ?> aggregation) {
    this.job = job;
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
  JobLedger.Entry job(JobCommit commit, int rows) {
    return new JobLedger.Entry(
        new byte[] {JOB},
        bytes(
            out -> {
              out.writeInt(rows);
              COMMIT.write(commit, out);
            }));
  }

  /**
   * Puts every row back into the table and returns the commit that it is of.
   *
   * @throws TallyException where anything is missing or cannot be read
   */
  JobCommit restore(JobLedger.Kept kept, WindowTable<K, A, ?> table) {
    int rows = 0;
    int expected = 0;
    JobCommit commit = null;
    try {
      for (JobLedger.Entry entry : kept.state()) {
        byte[] value = entry.value();
        if (value == null) {
          continue;
        }
        DataInputStream keys = new DataInputStream(new ByteArrayInputStream(entry.key()));
        DataInputStream values = new DataInputStream(new ByteArrayInputStream(value));
        if (keys.readByte() == JOB) {
          expected = values.readInt();
          commit = COMMIT.read(values).at(kept.positions());
        } else {
          restoreRow(keys, values, table);
          rows++;
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw damaged("an entry cannot be read", unreadable);
    }
    if (commit == null) {
      throw damaged("the entry of the job is missing", null);
    }
    if (rows != expected) {
      throw damaged("%d of %d rows are there".formatted(rows, expected), null);
    }
    return commit;
  }

  private TallyException damaged(String finding, @Nullable Exception cause) {
    String message =
        "The state kept of job %s is damaged: %s.\nGo on from the rows of the output topic with --restore-from-output, or start anew with --fresh."
            .formatted(job, finding);
    return cause == null
        ? new TallyException(Problem.STATE, message)
        : new TallyException(Problem.STATE, message, cause);
  }

  private void restoreRow(DataInputStream keys, DataInputStream values, WindowTable<K, A, ?> table)
      throws IOException {
    long windowStart = keys.readLong();
    K key = aggregation.keyFormat().read(keys);
    WindowState shown = WindowState.ofCode(values.readByte());
    table.restore(key, windowStart, aggregation.accumulatorFormat().read(values), shown);
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

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }
}
