package dev.tally.application.port.out;

import dev.tally.application.port.Cluster;

/**
 * A compacted Kafka topic as output: an upsert stream, partitioned by the client's default
 * partitioner over the key's bytes on every engine.
 *
 * @param <R> the results
 */
public record TopicOutput<R>(Cluster cluster, String topic, ResultEncoder<R> encoder)
    implements Output<R> {}
