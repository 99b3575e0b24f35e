package dev.tally.adapters.flink;

import dev.tally.domain.time.Watermark;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the workers of a run start with.
 *
 * @param run the number of its first attempt
 * @param positions the offset at which each partition begins
 * @param beginning the state of a run that does not go on from a snapshot
 * @param rows what {@link RestoredRows} wrote, for such a run; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record RunStart(int run, Map<Integer, Long> positions, WorkerState beginning, byte[] rows)
    implements Serializable {

  RunStart {
    positions = new TreeMap<>(positions);
  }

  /** Returns the state of a worker that goes on from a snapshot, with all that was kept there. */
  WorkerState restored(Iterable<WorkerState> kept) {
    Lineage lineage = beginning.lineage();
    RunAccount account = RunAccount.beginningAt(positions);
    long watermark = Watermark.NONE;
    for (WorkerState before : kept) {
      lineage = lineage.plus(before.lineage());
      account = account.plus(before.account());
      watermark = Math.max(watermark, before.watermark());
    }
    return new WorkerState(lineage, account, watermark);
  }
}
