package dev.tally.application.inprocess;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicWatch;
import dev.tally.application.port.out.Topics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the input topic while a job runs, on a thread of its own: where it ends, whether
 * partitions were added, and whether it is still the topic that the job began with.
 */
final class InputWatch implements Runnable {

  /** What is done about news. */
  interface Listener {

    /** Partitions were added; they begin at these offsets. */
    void partitionsAdded(Map<Integer, Long> beginnings);

    /** The job cannot go on. */
    void failed(TallyException failure);
  }

  private final String job;
  private final TopicInput<?> input;
  private final Topics topics;
  private final String id;
  private final Set<Integer> known;
  private final Coordination coordination;
  private final Listener listener;
  private volatile @Nullable Map<Integer, Long> ends;

  /**
   * Begins.
   *
   * @param id the id of the topic that the job reads
   * @param known the partitions that the job reads
   */
  InputWatch(
      String job,
      TopicInput<?> input,
      Topics topics,
      String id,
      Set<Integer> known,
      Coordination coordination,
      Listener listener) {
    this.job = job;
    this.input = input;
    this.topics = topics;
    this.id = id;
    this.known = new TreeSet<>(known);
    this.coordination = coordination;
    this.listener = listener;
    this.ends = input.ends().orElse(null);
  }

  /** Returns where the input ended when it was last looked at; null where it is not known. */
  @Nullable Map<Integer, Long> ends() {
    return ends;
  }

  // Where it cannot look, the readers and the ledger say what is wrong once their patience is over.
  @Override
  public void run() {
    do {
      try (TopicWatch watch = topics.watch(input.cluster(), input.topic())) {
        do {
          look(watch.look());
        } while (!coordination.awaitEnd(input.watchEvery()));
      } catch (TallyException notNow) {
        ends = input.ends().orElse(null);
      }
    } while (!coordination.awaitEnd(input.watchEvery()));
  }

  private void look(TopicWatch.View view) {
    if (!view.id().equals(id)) {
      listener.failed(madeAnew(view.id()));
      return;
    }
    if (!input.isBounded()) {
      ends = view.ends();
      add(view.ends().keySet());
    }
  }

  private void add(Set<Integer> partitions) {
    if (known.containsAll(partitions)) {
      return;
    }
    Map<Integer, Long> added =
        new TreeMap<>(topics.beginningOffsets(input.cluster(), input.topic()));
    added.keySet().removeAll(known);
    known.addAll(added.keySet());
    listener.partitionsAdded(added);
  }

  private TallyException madeAnew(String now) {
    return new TallyException(
        Problem.STATE,
        "Topic %s was deleted and made anew while job %s read it (id %s before, %s now).\nStart anew with --fresh."
            .formatted(input.topic(), job, id, now));
  }
}
