package dev.tally.application.port.out;

/** Opens the memory of in-process jobs. */
public interface JobLedgers {

  /** Opens a job's ledger and fences every other open one of the same job. */
  JobLedger open(String job, TopicInput<?> input, TopicOutput<?> output);
}
