package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorKey;
import java.io.IOException;
import java.io.InvalidClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The domain's formats in Flink's hands. */
final class FormatSerializerTest {

  @Test
  void copyOfAnAccumulatorSharesNothingWithIt() {
    LongCount count = new LongCount();
    count.increment();
    LongCount copy = new FormatSerializer<>(new LongCount.Format()).copy(count);
    count.increment();

    assertThat(copy.count()).isEqualTo(1);
  }

  @Test
  void partialResultIsReadBackWithNoByteLeft() throws IOException {
    LongCount count = new LongCount();
    count.increment();
    Partial<BehaviorKey, LongCount> partial =
        new Partial<>(new BehaviorKey("책", "view"), Long.MIN_VALUE, count, 7);

    Partial<BehaviorKey, LongCount> back =
        throughBytes(partial, new Partial.Format<>(new BehaviorCounting()));

    assertThat(back).usingRecursiveComparison().isEqualTo(partial);
  }

  @Test
  void workerStateIsReadBackWithNoByteLeft() throws IOException {
    RunAccount account =
        new RunAccount(
            new Accounting(21, 10, 5, 4, 2, 1),
            new TreeMap<>(
                Map.of(
                    0, new PartitionProgress(12, -1), 7, new PartitionProgress(9, Long.MIN_VALUE))),
            List.of(new RejectedRecord("관측", 7, 3, "not an event")));
    WorkerState state =
        new WorkerState(
            new Lineage("input=관측", 7, new TreeMap<>(Map.of(3, 12L, 90, 2L))), account, -5);

    assertThat(throughBytes(state, new WorkerState.Format())).isEqualTo(state);
  }

  @Test
  void formatOfACheckpointIsKnownAgainAndAnotherIsRefused() throws IOException {
    var now = new FormatSerializer<>(new LongCount.Format()).snapshotConfiguration();
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(bytes, now);
    TypeSerializerSnapshot<LongCount> old =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(bytes.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(now.resolveSchemaCompatibility(old).isCompatibleAsIs()).isTrue();
    var other = new FormatSerializer<>(new OtherFormat()).snapshotConfiguration();
    assertThat(other.resolveSchemaCompatibility(old).isIncompatible()).isTrue();
  }

  @Test
  void checkpointCannotNameClassesThatAreNotOurs() throws IOException {
    var snapshot = new FormatSerializer<>(new Smuggling(new ArrayList<>())).snapshotConfiguration();
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    snapshot.writeSnapshot(bytes);

    assertThatThrownBy(
            () ->
                new FormatSerializerSnapshot<LongCount>()
                    .readSnapshot(
                        1,
                        new DataInputDeserializer(bytes.getCopyOfBuffer()),
                        getClass().getClassLoader()))
        .isInstanceOf(InvalidClassException.class)
        .hasMessageContaining("REJECTED");
  }

  private static <T> T throughBytes(T value, StateFormat<T> format) throws IOException {
    FormatSerializer<T> serializer = new FormatSerializer<>(format);
    DataOutputSerializer bytes = new DataOutputSerializer(16);
    serializer.serialize(value, bytes);
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }

  /** A format of ours, with something that is not. */
  private record Smuggling(ArrayList<String> cargo) implements StateFormat<LongCount> {

    @Override
    public void write(LongCount value, java.io.DataOutput out) throws IOException {
      out.writeInt(cargo.size());
    }

    @Override
    public LongCount read(java.io.DataInput in) throws IOException {
      throw new IOException("never asked for: " + in.readInt());
    }
  }

  private record OtherFormat() implements StateFormat<LongCount> {

    @Override
    public void write(LongCount value, java.io.DataOutput out) throws IOException {
      out.writeInt((int) value.count());
    }

    @Override
    public LongCount read(java.io.DataInput in) throws IOException {
      throw new IOException("never asked for: " + in.readInt());
    }
  }
}
