package dev.tally.application.port.out;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which write a row of an output topic is of: the record header {@link #HEADER}. Whether the write
 * was committed is not said here but in the job's last {@link JobCommit}.
 *
 * @param life tells a job that began anew from those before it: any number, new at each beginning
 * @param run counts the runs of a life from 0: each start that goes on from kept state is another
 * @param epoch counts the commits of a run upwards: the row is committed once its epoch is
 * @param isFirst whether no commit before had this row, as far as the writer knows
 */
public record RowVersion(long life, int run, long epoch, boolean isFirst) {

  /** The header's name. */
  public static final String HEADER = "tally-version";

  private static final int LENGTH = Long.BYTES + Integer.BYTES + Long.BYTES + 1;

  /** Returns the header's value. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(life)
        .putInt(run)
        .putLong(epoch)
        .put((byte) (isFirst ? 1 : 0))
        .array();
  }

  /** Reads a header's value; empty where there is none of ours. */
  public static Optional<RowVersion> ofBytes(byte @Nullable [] value) {
    if (value == null || value.length != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    return Optional.of(new RowVersion(in.getLong(), in.getInt(), in.getLong(), in.get() != 0));
  }
}
