package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.in.ListDeadLetters;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.Topics;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Reads dead letters and sums them up by reason. */
public final class ListDeadLettersService implements ListDeadLetters {

  private final DeadLetterScan scan;

  /** Makes the use case over topics and their readers. */
  public ListDeadLettersService(Topics topics, RecordReaders readers) {
    this.scan = new DeadLetterScan(topics, readers);
  }

  @Override
  public Summary list(
      Cluster cluster,
      String topic,
      int samples,
      Consumer<DeadLetter> each,
      BooleanSupplier isWanted) {
    String deadLetters = scan.topicOf(cluster, topic);
    DeadLetterCensus census = new DeadLetterCensus(samples, each);
    scan.read(cluster, deadLetters, isWanted, census);
    return census.summary(deadLetters);
  }
}
