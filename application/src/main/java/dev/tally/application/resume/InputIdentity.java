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
public record InputIdentity(Topics topics, String job, TopicInput<?> input, String id) {

  /** Looks at the topic for the first time. */
  public static InputIdentity of(Topics topics, String job, TopicInput<?> input) {
    return new InputIdentity(topics, job, input, topics.idOf(input.cluster(), input.topic()));
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
    ReadablePositions.require(
        job,
        input.topic(),
        positions,
        topics.beginningOffsets(input.cluster(), input.topic()),
        topics.endOffsets(input.cluster(), input.topic()));
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
}
