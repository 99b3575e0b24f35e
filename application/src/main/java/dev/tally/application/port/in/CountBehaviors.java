package dev.tally.application.port.in;

import dev.tally.application.port.RunningJob;

/** Counts user behaviors by category and behavior, from a topic to a compacted topic. */
public interface CountBehaviors {

  /**
   * Starts the job; the output topic is created where it is missing.
   *
   * @throws dev.tally.application.port.TallyException where the input topic is missing, the broker
   *     does not answer, or access is denied
   */
  RunningJob start(JobRequest request);
}
