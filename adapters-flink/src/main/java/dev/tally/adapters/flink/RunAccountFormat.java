package dev.tally.adapters.flink;

import static dev.tally.domain.aggregation.TextFormat.TEXT;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Six sums, the partitions behind their number, the rejected records behind theirs. */
record RunAccountFormat() implements StateFormat<RunAccount> {

  private static final Accounting.Format ACCOUNTING = new Accounting.Format();

  @Override
  public void write(RunAccount value, DataOutput out) throws IOException {
    ACCOUNTING.write(value.accounting(), out);
    out.writeInt(value.partitions().size());
    for (Map.Entry<Integer, PartitionProgress> partition : value.partitions().entrySet()) {
      out.writeInt(partition.getKey());
      out.writeLong(partition.getValue().position());
      out.writeLong(partition.getValue().newest());
    }
    out.writeInt(value.firstRejected().size());
    for (RejectedRecord rejected : value.firstRejected()) {
      TEXT.write(rejected.topic(), out);
      out.writeInt(rejected.partition());
      out.writeLong(rejected.offset());
      TEXT.write(rejected.reason(), out);
    }
  }

  @Override
  public RunAccount read(DataInput in) throws IOException {
    Accounting accounting = ACCOUNTING.read(in);
    TreeMap<Integer, PartitionProgress> partitions = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      partitions.put(in.readInt(), new PartitionProgress(in.readLong(), in.readLong()));
    }
    List<RejectedRecord> rejected = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rejected.add(new RejectedRecord(TEXT.read(in), in.readInt(), in.readLong(), TEXT.read(in)));
    }
    return new RunAccount(accounting, partitions, List.copyOf(rejected));
  }
}
