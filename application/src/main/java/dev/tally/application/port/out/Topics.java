package dev.tally.application.port.out;

import dev.tally.application.port.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics of a cluster. Every call answers within seconds or throws a {@link
 * dev.tally.application.port.TallyException} that names the address, the topic and the fix.
 */
public interface Topics {

  /** Returns the topics that users made, by name; internal ones are left out. */
  List<TopicDescription> list(Cluster cluster);

  /** Returns what is known of a topic; empty where it does not exist. */
  Optional<TopicDescription> describe(Cluster cluster, String topic);

  /**
   * Returns what tells a topic from one of the same name that was there before it or comes after
   * it; empty where the broker does not say.
   *
   * @throws dev.tally.application.port.TallyException where there is no such topic
   */
  String idOf(Cluster cluster, String topic);

  /** Opens a watch over a topic: one conversation for many looks. */
  TopicWatch watch(Cluster cluster, String topic);

  /**
   * Asks a cluster something that every broker answers.
   *
   * @return what is in the way; empty where it answers
   * @throws dev.tally.application.port.TallyException where waiting does not help
   */
  Optional<String> obstacle(Cluster cluster);

  /** Tells whether one of a cluster's addresses accepts a bare connection. */
  boolean isListening(Cluster cluster);

  /** Creates a topic if it is not there. */
  void createIfMissing(Cluster cluster, String topic, int partitions, boolean compacted);

  /**
   * Creates a topic for dead letters if it is not there: nothing in it is deleted by time or size,
   * and it takes larger records than others, since dead letters have more headers.
   *
   * @param partitions how many a new one gets
   * @return how many it has
   */
  int createForDeadLetters(Cluster cluster, String topic, int partitions);

  /** Returns the offset after the last record of each partition. */
  Map<Integer, Long> endOffsets(Cluster cluster, String topic);

  /** Returns the offset of the first record of each partition. */
  Map<Integer, Long> beginningOffsets(Cluster cluster, String topic);

  /**
   * What is known of a topic.
   *
   * @param compacted whether old values of a key are cleaned away
   * @param records how many offsets lie between begin and end, over all partitions
   */
  record TopicDescription(String name, int partitions, boolean compacted, long records) {}
}
