package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TableReader;

/** Reads an output topic as the table that it is. */
@FunctionalInterface
public interface ReadTable {

  /**
   * Opens the topic at its first record. The reader is the caller's to close.
   *
   * @throws dev.tally.application.port.TallyException where the topic is missing, the broker does
   *     not answer, or access is denied
   */
  TableReader open(Cluster cluster, String topic);
}
