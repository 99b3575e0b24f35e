package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.in.ListTopics;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.Topics.TopicDescription;
import java.util.List;

/** Shows what topics there are. */
public final class ListTopicsService implements ListTopics {

  private final Topics topics;

  /** Makes the use case over the topics. */
  public ListTopicsService(Topics topics) {
    this.topics = topics;
  }

  @Override
  public List<TopicDescription> list(Cluster cluster) {
    return topics.list(cluster);
  }
}
