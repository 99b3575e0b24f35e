package dev.tally.application.port.in;

import dev.tally.application.port.RunningJob;
import java.time.Duration;

/** Counts messages in windows of event time, from a topic to a compacted topic. */
public interface CountMessages {

  /**
   * Starts the job; the output topic is created where it is missing.
   *
   * @throws dev.tally.application.port.TallyException where the input topic is missing, the broker
   *     does not answer, or access is denied
   */
  RunningJob start(JobRequest request, Windows windows);

  /**
   * The windows and their allowances, as in {@link dev.tally.domain.time.TumblingWindows}.
   *
   * @param size the windows' length
   * @param watermarkDelay how far the watermark stays behind the newest timestamp
   * @param allowedLateness how long a closed window is still revised
   * @param maxFutureSkew how far ahead of the clock a timestamp may be and still move the watermark
   * @param idleAfter how long a silent partition is waited for
   */
  record Windows(
      Duration size,
      Duration watermarkDelay,
      Duration allowedLateness,
      Duration maxFutureSkew,
      Duration idleAfter) {}
}
