package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TopicWatch;
import dev.tally.application.port.out.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;

/** The topics of a cluster, asked and made through Kafka's administration client. */
final class KafkaTopics implements Topics {

  @Override
  public List<TopicDescription> list(Cluster cluster) {
    try (AdminSession session = AdminSession.open(cluster)) {
      Collection<String> names =
          session.await("list the topics", session.admin().listTopics().names());
      List<String> users =
          names.stream().filter(name -> !StateTopic.isStateTopic(name)).sorted().toList();
      return new TopicCensus(session).describe(users);
    }
  }

  @Override
  public Optional<TopicDescription> describe(Cluster cluster, String topic) {
    try (AdminSession session = AdminSession.open(cluster)) {
      return new TopicCensus(session).describe(List.of(topic)).stream().findFirst();
    }
  }

  @Override
  public String idOf(Cluster cluster, String topic) {
    try (AdminSession session = AdminSession.open(cluster)) {
      return new TopicCensus(session)
          .shapeOf(topic)
          .map(shape -> KafkaTopicWatch.textOf(shape.id()))
          .orElseThrow(() -> KafkaFailure.noSuchTopic(cluster, topic));
    }
  }

  @Override
  public TopicWatch watch(Cluster cluster, String topic) {
    return new KafkaTopicWatch(cluster, topic);
  }

  @Override
  public Optional<String> obstacle(Cluster cluster) {
    String obstacle = Reachability.obstacleTo(cluster);
    if (!obstacle.isEmpty()) {
      return Optional.of(obstacle);
    }
    try (AdminSession session = AdminSession.open(cluster)) {
      session.awaitPlainly(session.admin().describeCluster().nodes());
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        return Optional.of(
            AdvertisedAddresses.obstacle(cluster)
                .orElse("it accepts connections but does not answer as a Kafka broker yet"));
      }
      throw KafkaFailure.explain(cluster, "ask the broker for its cluster", e);
    }
  }

  @Override
  public boolean isListening(Cluster cluster) {
    return Reachability.obstacleTo(cluster).isEmpty();
  }

  @Override
  public void createIfMissing(Cluster cluster, String topic, int partitions, boolean compacted) {
    try (AdminSession session = AdminSession.open(cluster)) {
      new TopicCreation(session, cluster)
          .createIfMissing(
              topic, partitions, compacted ? TopicCreation.COMPACTED : TopicCreation.PLAIN);
    }
  }

  @Override
  public int createForDeadLetters(Cluster cluster, String topic, int partitions) {
    try (AdminSession session = AdminSession.open(cluster)) {
      new TopicCreation(session, cluster).createIfMissing(topic, partitions, TopicCreation.KEPT);
      return new TopicCensus(session)
          .partitions(topic)
          .orElseThrow(() -> KafkaFailure.noSuchTopic(cluster, topic));
    }
  }

  @Override
  public Map<Integer, Long> endOffsets(Cluster cluster, String topic) {
    return offsets(cluster, topic, TopicCensus.Edge.END);
  }

  @Override
  public Map<Integer, Long> beginningOffsets(Cluster cluster, String topic) {
    return offsets(cluster, topic, TopicCensus.Edge.BEGINNING);
  }

  private static Map<Integer, Long> offsets(Cluster cluster, String topic, TopicCensus.Edge edge) {
    try (AdminSession session = AdminSession.open(cluster)) {
      TopicCensus census = new TopicCensus(session);
      int partitions =
          census.partitions(topic).orElseThrow(() -> KafkaFailure.noSuchTopic(cluster, topic));
      return census.offsets(topic, partitions, edge);
    }
  }
}
