package dev.tally.adapters.flink;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sends the partial results of each portion on to the workers that own their keys, and the account
 * to the driver.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
final class PortionOperator<K, A> extends AbstractStreamOperator<Partial<K, A>>
    implements OneInputStreamOperator<RangePortion<K, A>, Partial<K, A>> {

  private static final long serialVersionUID = 1L;

  private transient FilesAccumulator shown;

  @Override
  public void open() throws Exception {
    super.open();
    shown = new FilesAccumulator();
    getRuntimeContext().addAccumulator(FilesAccumulator.NAME, shown);
  }

  @Override
  public void processElement(StreamRecord<RangePortion<K, A>> element) {
    RangePortion<K, A> portion = element.getValue();
    portion.partials().forEach(partial -> output.collect(new StreamRecord<>(partial)));
    shown.add(new FilesState(portion.account(), List.of()));
  }
}
