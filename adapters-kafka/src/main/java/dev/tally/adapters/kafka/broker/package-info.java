/**
 * The embedded Kafka broker: one KRaft node in a JVM of its own, shared by all commands that use
 * the same data directory.
 *
 * <p>{@link dev.tally.adapters.kafka.broker.EmbeddedBroker} is the door. Only {@code BrokerMain}
 * and what it starts, in the child JVM, touch Kafka's server classes; the rest needs no more than
 * the client library, so that a user's JVM never loads the server.
 */
@NullMarked
package dev.tally.adapters.kafka.broker;

import org.jspecify.annotations.NullMarked;
