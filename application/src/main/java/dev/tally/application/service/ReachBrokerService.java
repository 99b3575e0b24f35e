package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.in.ReachBroker;
import dev.tally.application.port.out.Topics;
import java.util.Optional;

/** Asks through the administration of topics. */
public final class ReachBrokerService implements ReachBroker {

  private final Topics topics;

  /** Makes the use case. */
  public ReachBrokerService(Topics topics) {
    this.topics = topics;
  }

  @Override
  public Optional<String> obstacle(Cluster cluster) {
    return topics.obstacle(cluster);
  }

  @Override
  public boolean isListening(Cluster cluster) {
    return topics.isListening(cluster);
  }
}
