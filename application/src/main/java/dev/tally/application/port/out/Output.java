package dev.tally.application.port.out;

import java.io.Serializable;

/**
 * Describes where a job's result rows go. Each engine opens it with its own connector.
 *
 * @param <R> the results
 */
public sealed interface Output<R> extends Serializable permits TopicOutput, DirectoryOutput {}
