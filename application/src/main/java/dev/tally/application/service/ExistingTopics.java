package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.Topics.TopicDescription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds topics that must be there, and tells the user what to do where one is not. */
record ExistingTopics(Topics topics) {

  private static final int SHOWN = 8;

  /**
   * Returns what is known of the topic.
   *
   * @param remedy what helps where no similar topic is meant: a sentence without its full stop
   */
  TopicDescription require(Cluster cluster, String topic, String remedy) {
    return topics
        .describe(cluster, topic)
        .orElseThrow(() -> missing(cluster, topic, remedy, topics.list(cluster)));
  }

  private static TallyException missing(
      Cluster cluster, String topic, String remedy, List<TopicDescription> existing) {
    List<String> names = existing.stream().map(TopicDescription::name).toList();
    Optional<String> similar = SimilarNames.closest(topic, names);
    return new TallyException(
        Problem.NOT_FOUND,
        "Topic '%s' does not exist on %s, which has %s.%n%s%s."
            .formatted(
                topic,
                cluster.bootstrapServers(),
                listed(names),
                similar.map("Did you mean '%s'? Otherwise: "::formatted).orElse(""),
                remedy));
  }

  private static String listed(List<String> names) {
    if (names.isEmpty()) {
      return "no topics yet";
    }
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int others = names.size() - SHOWN;
    return others > 0 ? first + " and %d more".formatted(others) : first;
  }
}
