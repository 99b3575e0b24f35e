package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.ReplayDeadLetters;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.Replays;
import dev.tally.application.port.out.Replays.Replay;
import dev.tally.application.port.out.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Sends dead letters back, portion by portion. It reads from the first one each time, also what was
 * sent before: only so a letter that was written again later can be told from a new one.
 */
public final class ReplayDeadLettersService implements ReplayDeadLetters {

  private final Topics topics;
  private final DeadLetterScan scan;
  private final Replays replays;

  /** Makes the use case over topics, their readers, and replays. */
  public ReplayDeadLettersService(Topics topics, RecordReaders readers, Replays replays) {
    this.topics = topics;
    this.scan = new DeadLetterScan(topics, readers);
    this.replays = replays;
  }

  @Override
  public Replayed replay(Cluster cluster, String topic, BooleanSupplier isWanted) {
    String deadLetters = scan.topicOf(cluster, topic);
    try (Replay replay = replays.open(cluster, deadLetters)) {
      Map<Integer, Long> begin = replay.positions();
      requireNotBeyond(topics.endOffsets(cluster, deadLetters), begin, deadLetters);
      Portions portions = new Portions(cluster, replay, begin);
      scan.read(cluster, deadLetters, isWanted, portions);
      return portions.replayed(deadLetters);
    }
  }

  private static void requireNotBeyond(
      Map<Integer, Long> ends, Map<Integer, Long> begin, String topic) {
    begin.forEach(
        (partition, position) -> {
          if (position > ends.getOrDefault(partition, 0L)) {
            throw new TallyException(
                Problem.STATE,
                "Replays of topic %s have come to offset %d of partition %d, but it ends at %d: it was made anew.%nDelete the topic tally-replay-%s-state to begin at its first record."
                    .formatted(
                        topic, position, partition, ends.getOrDefault(partition, 0L), topic));
          }
        });
  }

  /** What has been read and not yet sent. */
  private final class Portions implements DeadLetterScan.Visitor {

    private final Cluster cluster;
    private final Replay replay;
    private final Map<Integer, Long> begin;
    private final Map<Integer, Long> committed;
    private final Map<String, Integer> targets = new HashMap<>();
    private final SortedMap<String, Long> sent = new TreeMap<>();
    private List<DeadLetter> portion = new ArrayList<>();
    private long before;
    private long repeats;
    private long foreign;

    Portions(Cluster cluster, Replay replay, Map<Integer, Long> begin) {
      this.cluster = cluster;
      this.replay = replay;
      this.begin = begin;
      this.committed = new TreeMap<>(begin);
    }

    @Override
    public void letter(int partition, long offset, DeadLetter letter, boolean isRepeat) {
      if (isRepeat) {
        repeats++;
      } else if (offset < begin.getOrDefault(partition, 0L)) {
        before++;
      } else {
        requireTarget(letter);
        portion.add(letter);
      }
    }

    @Override
    public void foreign() {
      foreign++;
    }

    @Override
    public void readTo(Map<Integer, Long> positions) {
      Map<Integer, Long> next = new TreeMap<>(committed);
      positions.forEach((partition, position) -> next.merge(partition, position, Math::max));
      if (!next.equals(committed)) {
        replay.commit(portion, next);
        portion.forEach(letter -> sent.merge(letter.rejection().topic(), 1L, Long::sum));
        portion = new ArrayList<>();
        committed.putAll(next);
      }
    }

    Replayed replayed(String topic) {
      return new Replayed(topic, sent, before, repeats, foreign);
    }

    private void requireTarget(DeadLetter letter) {
      String target = letter.rejection().topic();
      int partitions =
          targets.computeIfAbsent(
              target,
              unseen ->
                  new ExistingTopics(topics)
                      .require(cluster, target, MissingTopic::origin)
                      .partitions());
      if (letter.rejection().partition() >= partitions) {
        throw new TallyException(
            Problem.STATE,
            "A dead letter comes from partition %d of topic %s, which has %d partitions: it was made anew.%nGive it as many partitions as it had."
                .formatted(letter.rejection().partition(), target, partitions));
      }
    }
  }
}
