package dev.tally.adapters.flink;

import dev.tally.application.port.out.RowVersion;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of the rows that one run writes. A row's epoch is the first checkpoint that can hold
 * it: the one after the last that went by. One object for all rows between two checkpoints.
 */
final class RowVersions {

  private final long life;
  private final int run;
  private List<Header> first = List.of();
  private List<Header> later = List.of();

  /**
   * Starts after a checkpoint.
   *
   * @param checkpoint the one that the run goes on from, 0 where there is none
   */
  RowVersions(long life, int run, long checkpoint) {
    this.life = life;
    this.run = run;
    committedWith(checkpoint);
  }

  int run() {
    return run;
  }

  /** Notes that all rows so far are in a checkpoint. */
  void committedWith(long checkpoint) {
    first = headerOf(new RowVersion(life, run, checkpoint + 1, true));
    later = headerOf(new RowVersion(life, run, checkpoint + 1, false));
  }

  /** Returns the headers of a row that is written now. */
  List<Header> header(boolean isFirst) {
    return isFirst ? first : later;
  }

  private static List<Header> headerOf(RowVersion version) {
    return List.of(new RecordHeader(RowVersion.HEADER, version.toBytes()));
  }
}
