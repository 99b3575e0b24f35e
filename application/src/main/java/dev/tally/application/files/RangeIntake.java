package dev.tally.application.files;

import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.RangeReaders;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Combiner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Takes in one range: combines its events and accounts for all its records. Used by one thread.
 *
 * @param <E> the events
 */
public final class RangeIntake<E> implements AutoCloseable {

  private static final int ROWS_AT_A_TIME = 4096;

  private final int number;
  private final FileRange range;
  private final RangeReader<E> reader;
  private final Combiner<E, ?, ?> combiner;
  private final Rows rows = new Rows();
  private final List<FilesAccount.PlacedRow> firstRejected = new ArrayList<>();
  private long counted;
  private long ignored;
  private long rejected;
  private long bytesBefore;
  private boolean ended;

  /**
   * Opens the range.
   *
   * @param number the range's place in the input
   * @param combiner takes the events; the caller's own
   */
  public RangeIntake(
      RangeReaders<E> readers, FileRange range, int number, Combiner<E, ?, ?> combiner)
      throws IOException {
    this.number = number;
    this.range = range;
    this.combiner = combiner;
    this.reader = readers.open(range);
  }

  /** Takes in the next records; false where there were none, so that the range has ended. */
  public boolean readOn() throws IOException {
    ended = reader.read(ROWS_AT_A_TIME, rows) == 0;
    return !ended;
  }

  /** Returns the account of everything since the last call. */
  public FilesAccount drain() {
    long bytes = ended ? range.length() : reader.bytesRead();
    TreeSet<Integer> withRejects = new TreeSet<>();
    if (rejected > 0) {
      withRejects.add(number);
    }
    FilesAccount account =
        new FilesAccount(
            new Accounting(counted + ignored + rejected, counted, 0, rejected, ignored, 0),
            bytes - bytesBefore,
            withRejects,
            List.copyOf(firstRejected));
    bytesBefore = bytes;
    counted = ignored = rejected = 0;
    firstRejected.clear();
    return account;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private final class Rows implements RangeReader.RowHandler<E> {

    @Override
    public void event(E event) {
      counted++;
      combiner.add(event);
    }

    @Override
    public void ignored() {
      ignored++;
    }

    @Override
    public void rejected(RejectedRow row) {
      rejected++;
      if (firstRejected.size() < RejectedRow.SHOWN) {
        firstRejected.add(new FilesAccount.PlacedRow(number, row));
      }
    }
  }
}
