package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TopicWatch;
import org.apache.kafka.common.Uuid;

/** One administration client that is kept as long as the watch. */
final class KafkaTopicWatch implements TopicWatch {

  private final Cluster cluster;
  private final String topic;
  private final AdminSession session;

  KafkaTopicWatch(Cluster cluster, String topic) {
    this.cluster = cluster;
    this.topic = topic;
    this.session = AdminSession.open(cluster);
  }

  @Override
  public View look() {
    TopicCensus census = new TopicCensus(session);
    TopicCensus.Shape shape =
        census.shapeOf(topic).orElseThrow(() -> KafkaFailure.noSuchTopic(cluster, topic));
    return new View(
        textOf(shape.id()), census.offsets(topic, shape.partitions(), TopicCensus.Edge.END));
  }

  /** Returns an id as text, none where the broker is too old to have one. */
  static String textOf(Uuid id) {
    return id.equals(Uuid.ZERO_UUID) ? "" : id.toString();
  }

  @Override
  public void close() {
    session.close();
  }
}
