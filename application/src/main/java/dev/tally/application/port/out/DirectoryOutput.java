package dev.tally.application.port.out;

/**
 * A directory of result files as output. Only the last row of each key is written, once, when the
 * input has ended.
 *
 * @param <R> the results
 */
public record DirectoryOutput<R>(ResultWriter<R> writer) implements Output<R> {}
