package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.in.ReadTable;
import dev.tally.application.port.out.TableReader;
import dev.tally.application.port.out.Topics;

/** Reads an output topic that exists. */
public final class ReadTableService implements ReadTable {

  private final Topics topics;
  private final TableReader.Factory readers;

  /** Makes the use case over topics and their readers. */
  public ReadTableService(Topics topics, TableReader.Factory readers) {
    this.topics = topics;
    this.readers = readers;
  }

  @Override
  public TableReader open(Cluster cluster, String topic) {
    new ExistingTopics(topics).require(cluster, topic, MissingTopic::output);
    return readers.open(cluster, topic);
  }
}
