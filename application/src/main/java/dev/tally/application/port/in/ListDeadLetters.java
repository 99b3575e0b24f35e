package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Shows what jobs have rejected, each record once however often it was written. */
public interface ListDeadLetters {

  /**
   * Reads a topic of dead letters to the end that it has now.
   *
   * @param topic that topic, or the input that its records come from
   * @param samples how many of each reason are kept in the summary
   * @param each takes every dead letter as it is read
   * @param isWanted false ends it early
   * @throws dev.tally.application.port.TallyException where there is no such topic, or the broker
   *     does not answer
   */
  Summary list(
      Cluster cluster,
      String topic,
      int samples,
      Consumer<DeadLetter> each,
      BooleanSupplier isWanted);

  /**
   * What is in a topic of dead letters.
   *
   * @param topic its name
   * @param letters how many records of inputs
   * @param repeats how many were written again, after a crash or by a run that began anew
   * @param foreign records that are no dead letters of Tally
   * @param reasons the most frequent first
   */
  record Summary(String topic, long letters, long repeats, long foreign, List<Reason> reasons) {}

  /**
   * Dead letters of one reason.
   *
   * @param text the reason, without what it quotes of the record
   * @param samples the first ones
   */
  record Reason(String text, long letters, List<DeadLetter> samples) {}
}
