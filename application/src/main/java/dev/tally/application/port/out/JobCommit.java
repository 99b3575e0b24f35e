package dev.tally.application.port.out;

import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a job has committed, kept in the cluster beside its rows: with the rows of these versions it
 * is all that is needed to go on without the job's own state.
 *
 * @param rules the text of the {@link dev.tally.application.resume.Fingerprint} that it ran with
 * @param life see {@link RowVersion}
 * @param runs the last committed epoch of each run of this life that committed any
 * @param positions the next offset of each partition
 * @param watermark the watermark reached
 * @param accounting where every record up to the positions went
 */
public record JobCommit(
    String rules,
    long life,
    SortedMap<Integer, Long> runs,
    Map<Integer, Long> positions,
    long watermark,
    Accounting accounting) {

  public JobCommit {
    runs = new TreeMap<>(runs);
    positions = new TreeMap<>(positions);
  }

  /** Returns the commit with other positions. */
  public JobCommit at(Map<Integer, Long> others) {
    return new JobCommit(rules, life, runs, others, watermark, accounting);
  }

  /** Returns the version of rows of the newest run, as of its last committed epoch. */
  public RowVersion newest() {
    int run = runs.lastKey();
    return new RowVersion(life, run, runs.getOrDefault(run, 0L), false);
  }

  /** Returns the number of the next run of this life. */
  public int nextRun() {
    return runs.isEmpty() ? 0 : runs.lastKey() + 1;
  }

  /** Tells whether a row of this version was written since the job last began anew. */
  public boolean isOfThisLife(RowVersion version) {
    return version.life() == life;
  }

  /** Tells whether a row of this version is part of what was committed. */
  public boolean holds(RowVersion version) {
    return isOfThisLife(version) && version.epoch() <= runs.getOrDefault(version.run(), -1L);
  }

  /** Everything but the positions, which are kept apart. */
  public record Format() implements StateFormat<JobCommit> {

    private static final int VERSION = 1;
    private static final Accounting.Format ACCOUNTING = new Accounting.Format();

    @Override
    public void write(JobCommit value, DataOutput out) throws IOException {
      out.writeByte(VERSION);
      out.writeUTF(value.rules);
      out.writeLong(value.life);
      out.writeInt(value.runs.size());
      for (Map.Entry<Integer, Long> run : value.runs.entrySet()) {
        out.writeInt(run.getKey());
        out.writeLong(run.getValue());
      }
      out.writeLong(value.watermark);
      ACCOUNTING.write(value.accounting, out);
    }

    @Override
    public JobCommit read(DataInput in) throws IOException {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("format version " + version + " is not known");
      }
      String rules = in.readUTF();
      long life = in.readLong();
      SortedMap<Integer, Long> runs = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        runs.put(in.readInt(), in.readLong());
      }
      return new JobCommit(rules, life, runs, Map.of(), in.readLong(), ACCOUNTING.read(in));
    }
  }
}
