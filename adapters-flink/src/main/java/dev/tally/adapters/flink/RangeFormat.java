package dev.tally.adapters.flink;

import dev.tally.application.files.FilesAccount;
import dev.tally.application.files.RangeIntake;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.RangeReaders;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges for Flink's file source with the port's reader, and combines what it reads at once:
 * only combined portions leave the reading thread.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
final class RangeFormat<E, K, A> implements BulkFormat<RangePortion<K, A>, FileSourceSplit> {

  private static final int READS_IN_PORTION = 16;
  private static final long serialVersionUID = 1L;

  private final AggregationSpec<E, K, A, ?> spec;
  private final RangeReaders<E> readers;
  private final ArrayList<FileRange> ranges;

  RangeFormat(AggregationSpec<E, K, A, ?> spec, RangeReaders<E> readers, List<FileRange> ranges) {
    this.spec = spec;
    this.readers = readers;
    this.ranges = new ArrayList<>(ranges);
  }

  @Override
  public Reader<RangePortion<K, A>> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    int number = PlannedRanges.numberOf(split);
    Combiner<E, K, A> combiner = new Combiner<>(spec);
    return new PortionReader<>(
        combiner, new RangeIntake<>(readers, ranges.get(number), number, combiner));
  }

  @Override
  public Reader<RangePortion<K, A>> restoreReader(Configuration config, FileSourceSplit split) {
    throw new IllegalStateException("a job over files keeps no state to go on from");
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public TypeInformation<RangePortion<K, A>> getProducedType() {
    return new InTaskTypeInformation<>("RangePortion");
  }

  private static final class PortionReader<E, K, A> implements Reader<RangePortion<K, A>> {

    private final Combiner<E, K, A> combiner;
    private final RangeIntake<E> intake;
    private boolean goesOn = true;

    PortionReader(Combiner<E, K, A> combiner, RangeIntake<E> intake) {
      this.combiner = combiner;
      this.intake = intake;
    }

    @Override
    public @Nullable RecordIterator<RangePortion<K, A>> readBatch() throws IOException {
      if (!goesOn) {
        return null;
      }
      for (int reads = 0;
          goesOn && reads < READS_IN_PORTION && combiner.size() < CombineOperator.MAX_PARTIALS;
          reads++) {
        goesOn = intake.readOn();
      }
      SingletonResultIterator<RangePortion<K, A>> portion = new SingletonResultIterator<>();
      portion.set(portion(), RecordAndPosition.NO_OFFSET, 1);
      return portion;
    }

    @Override
    public void close() throws IOException {
      intake.close();
    }

    private RangePortion<K, A> portion() {
      FilesAccount account = intake.drain();
      List<Partial<K, A>> partials = new ArrayList<>(combiner.size());
      combiner.drain(
          (key, windowStart, accumulator, events) ->
              partials.add(new Partial<>(key, windowStart, accumulator, events)));
      return new RangePortion<>(partials, account);
    }
  }
}
