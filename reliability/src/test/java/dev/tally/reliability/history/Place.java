package dev.tally.reliability.history;

/** Where a record is in the cluster. */
public record Place(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return "%s partition %d offset %d".formatted(topic, partition, offset);
  }
}
