package dev.tally.application.inprocess;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Combiner;
import java.util.List;
import java.util.Map;

/**
 * What a worker read since it last handed over: complete up to its positions, and no further.
 *
 * @param partials the events, combined
 * @param accounting where the records went; the events in {@code partials} are its counted ones
 * @param positions the next offset of each of the worker's partitions
 * @param newest the newest timestamp of each partition that has one
 * @param rejected the first of the rejected records, to show
 * @param deadLetters the rejected records, where they are kept
 */
record Share<E, K, A>(
    Combiner<E, K, A> partials,
    Accounting accounting,
    Map<Integer, Long> positions,
    Map<Integer, Long> newest,
    List<RejectedRecord> rejected,
    List<DeadLetter> deadLetters) {}
