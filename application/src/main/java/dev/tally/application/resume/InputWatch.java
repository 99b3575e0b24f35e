package dev.tally.application.resume;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.Topics;
import java.util.Map;

/**
 * Looks after the topic that a job reads: that it is still the one that the job began to read, and
 * still has the records that the job goes on from. No engine may go on silently where it does not.
 * Thread-safe.
 *
 * @param id what {@link Topics#idOf} said of the topic before the job read from it
 */
public record InputWatch(Topics topics, String job, TopicInput<?> input, String id) {

  /** Looks at the topic for the first time. */
  public static InputWatch of(Topics topics, String job, TopicInput<?> input) {
    return new InputWatch(topics, job, input, topics.idOf(input.cluster(), input.topic()));
  }

  /**
   * Looks whether the topic is the same.
   *
   * @throws TallyException where it was deleted or made anew, or the broker does not say
   */
  public void requireSame() {
    String now = idNow();
    if (!id.isEmpty() && !now.isEmpty() && !now.equals(id)) {
      throw new TallyException(
          Problem.STATE,
          "Topic %s was deleted and made anew while job %s was reading it.\nStart anew with --fresh."
              .formatted(input.topic(), job));
    }
  }

  /**
   * Looks whether the topic still has what is to be read next.
   *
   * @throws TallyException where it begins later by now, or ends earlier, or does not exist
   */
  public void requireAt(Map<Integer, Long> positions) {
    Map<Integer, Long> first = topics.beginningOffsets(input.cluster(), input.topic());
    Map<Integer, Long> end = topics.endOffsets(input.cluster(), input.topic());
    positions.forEach(
        (partition, position) -> {
          requireNotExpired(partition, position, first.getOrDefault(partition, 0L));
          requireNotBeyond(partition, position, end.getOrDefault(partition, 0L));
        });
  }

  private String idNow() {
    try {
      return topics.idOf(input.cluster(), input.topic());
    } catch (TallyException failure) {
      if (failure.problem() != Problem.NOT_FOUND) {
        throw failure;
      }
      throw new TallyException(
          Problem.NOT_FOUND,
          "Topic %s was deleted while job %s was reading it.\nCreate it again and start anew with --fresh."
              .formatted(input.topic(), job),
          failure);
    }
  }

  private void requireNotExpired(int partition, long position, long first) {
    if (position < first) {
      throw new TallyException(
          Problem.STATE,
          "Topic %s has lost the records that job %s is to read next: partition %d begins at offset %d, the job stands at %d (retention.ms or retention.bytes is too short).\nStart anew, without them, with --fresh."
              .formatted(input.topic(), job, partition, first, position));
    }
  }

  private void requireNotBeyond(int partition, long position, long end) {
    if (position > end) {
      throw new TallyException(
          Problem.STATE,
          "Topic %s has lost records that job %s has read: partition %d ends at offset %d, the job stands at %d.\nStart anew with --fresh."
              .formatted(input.topic(), job, partition, end, position));
    }
  }
}
