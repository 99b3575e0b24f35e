package dev.tally.application.conformance;

import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.RowVersion;
import dev.tally.domain.time.Watermark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A ledger that keeps everything of a job but the watermark that it had reached. */
record ForgetfulLedger(JobLedger sound) implements JobLedger {

  private static final byte JOB = 'J';
  private static final JobCommit.Format COMMIT = new JobCommit.Format();

  @Override
  public Kept restore() {
    Kept kept = sound.restore();
    return new Kept(
        kept.past(),
        kept.positions(),
        kept.state().stream()
            .map(entry -> entry.key()[0] == JOB ? withoutWatermark(entry) : entry)
            .toList());
  }

  @Override
  public void begin(Commit first) {
    sound.begin(first);
  }

  @Override
  public void write(List<Entry> rows, RowVersion version) {
    sound.write(rows, version);
  }

  @Override
  public void commit(Commit commit) {
    sound.commit(commit);
  }

  @Override
  public void complete(JobCommit job) {
    sound.complete(job);
  }

  @Override
  public void close() {
    sound.close();
  }

  private static Entry withoutWatermark(Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry.value()));
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(in.readInt());
      JobCommit kept = COMMIT.read(in);
      COMMIT.write(
          new JobCommit(
              kept.rules(),
              kept.life(),
              kept.runs(),
              kept.positions(),
              Watermark.NONE,
              kept.accounting()),
          out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Entry(entry.key(), bytes.toByteArray());
  }
}
