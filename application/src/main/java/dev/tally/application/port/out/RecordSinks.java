package dev.tally.application.port.out;

import dev.tally.application.port.Cluster;

/** Opens topics for generators. */
@FunctionalInterface
public interface RecordSinks {

  /** Opens a topic that exists. */
  RecordSink open(Cluster cluster, String topic);
}
