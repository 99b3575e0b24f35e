package dev.tally.application.port.out;

import java.io.Serializable;

/**
 * Describes what a job reads. Each engine opens it with its own connector.
 *
 * @param <E> the events
 */
public sealed interface Input<E> extends Serializable permits TopicInput, FilesInput {}
