package dev.tally.adapters.kafka;

import dev.tally.application.port.out.Topics.TopicDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks what topics are like: a handful of requests, however many topics. One that is deleted
 * between two of them is left out.
 */
final class TopicCensus {

  /** One of the two ends of a partition. */
  enum Edge {
    BEGINNING,
    /** After the last record that a reader of committed records can reach now. */
    END
  }

  private final AdminSession session;

  TopicCensus(AdminSession session) {
    this.session = session;
  }

  /** Returns the number of partitions; empty where there is no such topic. */
  OptionalInt partitions(String topic) {
    Integer partitions = partitions(List.of(topic)).get(topic);
    return partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
  }

  /** Returns a topic's id and its number of partitions; empty where there is no such topic. */
  Optional<Shape> shapeOf(String topic) {
    return session
        .awaitIfThere(
            "look at topic " + topic,
            session.admin().describeTopics(List.of(topic)).allTopicNames())
        .map(found -> Objects.requireNonNull(found.get(topic)))
        .map(found -> new Shape(found.topicId(), found.partitions().size()));
  }

  /** Describes those of the topics that exist, in the order of their names here. */
  List<TopicDescription> describe(List<String> topics) {
    Map<String, Integer> partitions = partitions(topics);
    Map<String, KafkaFuture<Config>> configs = askConfigs(partitions.keySet());
    OffsetQuestion beginsAsked = ask(partitions, Edge.BEGINNING);
    OffsetQuestion endsAsked = ask(partitions, Edge.END);
    Map<TopicPartition, Long> begins = await(beginsAsked);
    Map<TopicPartition, Long> ends = await(endsAsked);
    List<TopicDescription> found = new ArrayList<>();
    for (String topic : topics) {
      Integer count = partitions.get(topic);
      if (count != null) {
        long records = sum(ends, topic) - sum(begins, topic);
        found.add(new TopicDescription(topic, count, isCompacted(topic, configs), records));
      }
    }
    return found;
  }

  /** Returns one edge of each partition of a topic that exists. */
  Map<Integer, Long> offsets(String topic, int partitions, Edge edge) {
    Map<Integer, Long> offsets = new TreeMap<>();
    await(ask(Map.of(topic, partitions), edge))
        .forEach((partition, offset) -> offsets.put(partition.partition(), offset));
    return offsets;
  }

  /**
   * Returns where the records of a topic end, for each partition that holds any. What is written
   * but not yet seen to be committed counts: a reader of committed records sees the end move a
   * moment after the commit.
   */
  Map<TopicPartition, Long> writtenEnds(String topic, int partitions) {
    Map<String, Integer> asked = Map.of(topic, partitions);
    OffsetQuestion beginsAsked = ask(asked, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    OffsetQuestion endsAsked = ask(asked, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> begins = await(beginsAsked);
    Map<TopicPartition, Long> ends = await(endsAsked);
    if (begins.size() < partitions || ends.size() < partitions) {
      throw session.noSuchTopic(topic);
    }
    ends.entrySet().removeAll(begins.entrySet());
    return ends;
  }

  /** Returns the partitions of a topic that has so many. */
  static Set<TopicPartition> partitionsOf(String topic, int count) {
    return IntStream.range(0, count)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toSet());
  }

  private Map<String, Integer> partitions(Collection<String> topics) {
    Map<String, Integer> found = new HashMap<>();
    session
        .admin()
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, answer) ->
                session
                    .awaitIfThere("look at topic " + topic, answer)
                    .ifPresent(description -> found.put(topic, description.partitions().size())));
    return found;
  }

  private OffsetQuestion ask(Map<String, Integer> topics, Edge edge) {
    OffsetSpec spec = edge == Edge.BEGINNING ? OffsetSpec.earliest() : OffsetSpec.latest();
    // Behind an open transaction nothing can be read: a bounded run must not wait for it.
    return ask(topics, spec, IsolationLevel.READ_COMMITTED);
  }

  private OffsetQuestion ask(
      Map<String, Integer> topics, OffsetSpec spec, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
    topics.forEach(
        (topic, count) ->
            partitionsOf(topic, count).forEach(partition -> questions.put(partition, spec)));
    return new OffsetQuestion(
        questions.keySet(),
        session.admin().listOffsets(questions, new ListOffsetsOptions(isolation)));
  }

  private Map<TopicPartition, Long> await(OffsetQuestion question) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    question
        .partitions()
        .forEach(
            partition ->
                session
                    .awaitIfThere(
                        "read offsets of topic " + partition.topic(),
                        question.answers().partitionResult(partition))
                    .map(ListOffsetsResultInfo::offset)
                    .ifPresent(offset -> offsets.put(partition, offset)));
    return offsets;
  }

  private Map<String, KafkaFuture<Config>> askConfigs(Collection<String> topics) {
    List<ConfigResource> resources =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, KafkaFuture<Config>> answers = new HashMap<>();
    session
        .admin()
        .describeConfigs(resources)
        .values()
        .forEach((resource, answer) -> answers.put(resource.name(), answer));
    return answers;
  }

  private boolean isCompacted(String topic, Map<String, KafkaFuture<Config>> configs) {
    KafkaFuture<Config> answer = configs.get(topic);
    if (answer == null) {
      return false;
    }
    try {
      var policy = session.awaitPlainly(answer).get(TopicConfig.CLEANUP_POLICY_CONFIG);
      return policy != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false; // who may read a topic may still not see its settings
      }
      throw session.explained("look at topic " + topic, e);
    }
  }

  private static long sum(Map<TopicPartition, Long> offsets, String topic) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Offsets that were asked for, so that several questions are under way at once. */
  private record OffsetQuestion(Set<TopicPartition> partitions, ListOffsetsResult answers) {}

  /**
   * What a topic is like.
   *
   * @param id all zeros where the broker is too old for that
   */
  record Shape(Uuid id, int partitions) {}
}
