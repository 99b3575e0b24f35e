package dev.tally.adapters.flink;

import static dev.tally.domain.aggregation.TextFormat.TEXT;

import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which rows of the output topic belong to a job's state: those of its life that were written by
 * one of these runs up to the run's epoch. An epoch is the number of a checkpoint.
 *
 * @param rules the text of the fingerprint that the job runs with
 * @param life see {@link dev.tally.application.port.out.RowVersion}
 * @param runs the last epoch of each run of this life that the state holds
 */
record Lineage(String rules, long life, SortedMap<Integer, Long> runs) implements Serializable {

  private static final long RUNS_COUNT_FROM = 1_577_836_800_000L; // 2020, in epoch milliseconds

  Lineage {
    runs = new TreeMap<>(runs);
  }

  /**
   * Returns a number for the next run. It is told by the clock and not by counting: a run that was
   * lost before its first checkpoint has left rows, but nothing that says its number.
   *
   * @param now in epoch milliseconds
   */
  int nextRun(long now) {
    int byClock = Math.toIntExact(Math.max(0, now - RUNS_COUNT_FROM) / 1_000);
    return runs.isEmpty() ? byClock : Math.max(byClock, runs.lastKey() + 1);
  }

  /** Returns the lineage of a state that holds what the run wrote up to the epoch. */
  Lineage with(int run, long epoch) {
    TreeMap<Integer, Long> more = new TreeMap<>(runs);
    more.put(run, epoch);
    return new Lineage(rules, life, more);
  }

  /** Returns both workers' lineages as one. */
  Lineage plus(Lineage other) {
    TreeMap<Integer, Long> all = new TreeMap<>(runs);
    other.runs.forEach((run, epoch) -> all.merge(run, epoch, Math::max));
    return new Lineage(rules, life, all);
  }

  /** Rules, life, the runs behind their number. */
  record Format() implements StateFormat<Lineage> {

    @Override
    public void write(Lineage value, DataOutput out) throws IOException {
      TEXT.write(value.rules, out);
      out.writeLong(value.life);
      out.writeInt(value.runs.size());
      for (var run : value.runs.entrySet()) {
        out.writeInt(run.getKey());
        out.writeLong(run.getValue());
      }
    }

    @Override
    public Lineage read(DataInput in) throws IOException {
      String rules = TEXT.read(in);
      long life = in.readLong();
      TreeMap<Integer, Long> runs = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        runs.put(in.readInt(), in.readLong());
      }
      return new Lineage(rules, life, runs);
    }
  }
}
