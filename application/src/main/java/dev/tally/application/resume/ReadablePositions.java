package dev.tally.application.resume;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.util.Map;

/** Checks that the records after kept positions are still there. */
public final class ReadablePositions {

  private ReadablePositions() {}

  /**
   * Lets a job go on from its positions.
   *
   * @param beginnings the offset of the first record of each partition
   * @param ends the offset after the last record of each partition
   * @throws TallyException where records were deleted before they were read, or the topic ends
   *     before a position
   */
  public static void require(
      String job,
      String topic,
      Map<Integer, Long> positions,
      Map<Integer, Long> beginnings,
      Map<Integer, Long> ends) {
    positions.forEach(
        (partition, position) -> {
          long first = beginnings.getOrDefault(partition, 0L);
          long end = ends.getOrDefault(partition, 0L);
          if (position < first) {
            throw new TallyException(
                Problem.STATE,
                "Job %s has read topic %s, partition %d, to offset %d, but it now begins at %d: the records between were deleted unread.\nStart anew with --fresh, which counts what is there."
                    .formatted(job, topic, partition, position, first));
          }
          if (position > end) {
            throw new TallyException(
                Problem.STATE,
                "Job %s has read topic %s, partition %d, to offset %d, but it ends at %d: the topic was made anew, or lost records.\nStart anew with --fresh."
                    .formatted(job, topic, partition, position, end));
          }
        });
  }
}
