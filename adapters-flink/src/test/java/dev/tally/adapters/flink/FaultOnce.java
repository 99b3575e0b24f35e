package dev.tally.adapters.flink;

import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.domain.behavior.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decoders of which one breaks at the first record that says {@code fault}; from then on all of
 * them go over such records, in this JVM.
 *
 * @param name tells one test's fault from another's
 */
record FaultOnce(String name) implements DecoderFactory<BehaviorEvent> {

  private static final Set<String> HAPPENED = ConcurrentHashMap.newKeySet();

  @Override
  public Decoder<BehaviorEvent> create() {
    Decoder<BehaviorEvent> sound = new BehaviorLines().create();
    return (bytes, offset, length) -> {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      if (text.startsWith("fault") && HAPPENED.add(name)) {
        throw new IllegalStateException("a fault, once");
      }
      return sound.decode(bytes, offset, length);
    };
  }
}
