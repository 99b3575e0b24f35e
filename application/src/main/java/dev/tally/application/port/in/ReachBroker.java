package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import java.util.Optional;

/** Finds out whether a cluster's broker can be reached. Thread-safe. */
public interface ReachBroker {

  /**
   * Asks the broker something that every broker answers.
   *
   * @return what is in the way, in words to go after "the broker at ... :"; empty where it answers
   * @throws dev.tally.application.port.TallyException where waiting does not help: the broker
   *     refuses the login, or TLS fails
   */
  Optional<String> obstacle(Cluster cluster);

  /** Tells whether a bare connection is accepted: cheap enough to ask every second. */
  boolean isListening(Cluster cluster);
}
