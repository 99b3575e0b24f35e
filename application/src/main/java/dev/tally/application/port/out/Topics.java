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

  /** Creates a topic if it is not there. */
  void createIfMissing(Cluster cluster, String topic, int partitions, boolean compacted);

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
