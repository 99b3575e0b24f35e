package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.Topics.TopicDescription;
import java.util.List;

/** Finds topics that must be there. */
record ExistingTopics(Topics topics) {

  /** Makes the description of what is missing. */
  @FunctionalInterface
  interface Missing {

    /** Returns it for a topic, the place it was looked for, and the topics that are there. */
    MissingTopic of(String topic, String place, List<String> existing);
  }

  /** Returns what is known of the topic. */
  TopicDescription require(Cluster cluster, String topic, Missing missing) {
    return topics
        .describe(cluster, topic)
        .orElseThrow(
            () ->
                missing
                    .of(topic, "on " + cluster.bootstrapServers(), names(cluster))
                    .asException());
  }

  private List<String> names(Cluster cluster) {
    return topics.list(cluster).stream().map(TopicDescription::name).toList();
  }
}
