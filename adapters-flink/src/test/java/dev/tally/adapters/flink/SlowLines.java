package dev.tally.adapters.flink;

import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.domain.behavior.BehaviorEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Decoders that take a tenth of a millisecond or more for each record, so that a run can be met
 * midway.
 */
record SlowLines() implements DecoderFactory<BehaviorEvent> {

  @Override
  public Decoder<BehaviorEvent> create() {
    Decoder<BehaviorEvent> sound = new BehaviorLines().create();
    return (bytes, offset, length) -> {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
      return sound.decode(bytes, offset, length);
    };
  }
}
