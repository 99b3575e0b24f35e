package dev.tally.application.port.out;

import dev.tally.application.port.OnRejected;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.Accounting;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of records that are no events, and how many of them a run accepts.
 *
 * @param deadLetters where they go with {@link OnRejected#DEAD_LETTER}; null otherwise
 * @param limit judged of what a run itself has read, whenever it commits and at its end
 */
public record RejectPolicy(
    OnRejected onRejected, @Nullable DeadLetterTopic deadLetters, RejectLimit limit)
    implements Serializable {

  /** Counts them and goes on, however many they are. */
  public static final RejectPolicy SKIP_ALL =
      new RejectPolicy(OnRejected.SKIP, null, RejectLimit.NONE);

  /** With fewer records than this, a share of them says nothing, unless there are no more. */
  private static final long LEAST_FOR_A_SHARE = 1_000;

  public RejectPolicy {
    if ((onRejected == OnRejected.DEAD_LETTER) != (deadLetters != null)) {
      throw new IllegalArgumentException("a topic goes with dead letters only: " + onRejected);
    }
  }

  /** Returns a policy that keeps rejected records in a topic. */
  public static RejectPolicy keepIn(DeadLetterTopic topic, RejectLimit limit) {
    return new RejectPolicy(OnRejected.DEAD_LETTER, topic, limit);
  }

  /** Returns where rejected records are kept, if they are. */
  public Optional<DeadLetterTopic> keptIn() {
    return Optional.ofNullable(deadLetters);
  }

  /** Tells whether the first of them ends the run. */
  public boolean failsAtOnce() {
    return onRejected == OnRejected.FAIL;
  }

  /** Returns what ends a run that {@link #failsAtOnce}. */
  public TallyException refusal(RejectedRecord record) {
    return new TallyException(
        Problem.DATA,
        "Stopped before a record that is no event: %s: %s%nThe same command goes on with it, once it can be read; --on-rejected dead-letter keeps such records and goes on."
            .formatted(record.place(), record.reason()));
  }

  /**
   * Returns what ends a run that rejected more than it may; empty where it goes on. A limit in
   * percent is not judged before 1,000 records, except at the end of the input.
   *
   * @param before what was read before this run began
   * @param now the same with what this run read
   */
  public Optional<TallyException> excess(Accounting before, Accounting now, boolean isAtEnd) {
    long read = now.read() - before.read();
    long rejected = now.rejected() - before.rejected();
    boolean isJudged = !limit.percent() || isAtEnd || read >= LEAST_FOR_A_SHARE;
    if (!isJudged || !limit.isExceededBy(rejected, read)) {
      return Optional.empty();
    }
    String what =
        "%d of %d records read were rejected, more than the limit of %s."
            .formatted(rejected, read, limit);
    String look =
        deadLetters == null
            ? ""
            : "Look at them with ./tally dead-letters %s. ".formatted(deadLetters.name());
    String next = isAtEnd ? "" : "The same command goes on behind them; ";
    return Optional.of(
        new TallyException(
            Problem.DATA,
            what + System.lineSeparator() + look + next + "--max-rejects sets another limit."));
  }
}
