package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.RecordSink;
import dev.tally.application.port.out.RecordSinks;
import dev.tally.application.port.out.Topics;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What every generator has in common: its topic is made ready and opened, and it keeps a pace. */
record GeneratorTopics(Topics topics, RecordSinks sinks) {

  private static final Pacer.Schedule WITHOUT_WAITING = turn -> true;

  /**
   * Opens the topic.
   *
   * @param partitions how many partitions it is created with where it is missing; empty where a
   *     missing topic is an error
   */
  RecordSink open(Cluster cluster, String topic, OptionalInt partitions) {
    if (partitions.isPresent()) {
      topics.createIfMissing(cluster, topic, partitions.getAsInt(), false);
    } else {
      new ExistingTopics(topics).require(cluster, topic, MissingTopic::target);
    }
    return sinks.open(cluster, topic);
  }

  /** Begins the pace; without a rate nothing waits. */
  static Pacer.Schedule schedule(Pacer pacer, OptionalDouble rate) {
    return rate.isPresent() ? pacer.begin(rate.getAsDouble()) : WITHOUT_WAITING;
  }
}
