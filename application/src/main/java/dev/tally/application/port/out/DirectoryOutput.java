package dev.tally.application.port.out;

/**
 * A directory of result files as output. Only the last row of each key is written, once, when the
 * input has ended, by the process that started the job: workers never see the writer.
 *
 * @param <R> the results
 */
public record DirectoryOutput<R>(ResultWriter<R> writer) implements Output<R> {}
