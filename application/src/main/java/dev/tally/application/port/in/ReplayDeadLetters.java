package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/** Sends rejected records back to where they came from, after what rejected them was mended. */
public interface ReplayDeadLetters {

  /**
   * Sends every record back that no replay has sent before: original key, value and headers, into
   * the partition that it lay in. What is sent and the note that it was are one transaction. A
   * record that is rejected again is a new dead letter.
   *
   * @param topic the topic of dead letters, or the input that its records come from
   * @param isWanted false ends it early; the next replay goes on from there
   * @throws dev.tally.application.port.TallyException where a topic is missing, the broker does not
   *     answer, or another replay has taken over
   */
  Replayed replay(Cluster cluster, String topic, BooleanSupplier isWanted);

  /**
   * What a replay did.
   *
   * @param topic the topic of dead letters
   * @param sent how many records went to each topic
   * @param before how many had been sent by replays before
   * @param repeats how many were written again, after a crash or by a run that began anew, and are
   *     not sent again
   * @param foreign records that are no dead letters of Tally, and stay where they are
   */
  record Replayed(
      String topic, SortedMap<String, Long> sent, long before, long repeats, long foreign) {}
}
