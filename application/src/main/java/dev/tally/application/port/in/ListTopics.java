package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.Topics.TopicDescription;
import java.util.List;

/** Shows what topics there are. */
@FunctionalInterface
public interface ListTopics {

  /**
   * Returns the topics that users made, by name.
   *
   * @throws dev.tally.application.port.TallyException where the broker does not answer
   */
  List<TopicDescription> list(Cluster cluster);
}
