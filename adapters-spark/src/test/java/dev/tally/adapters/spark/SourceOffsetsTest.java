package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SourceOffsetsTest {

  @Test
  void readsWhatItWrites() {
    Map<Integer, Long> offsets = new TreeMap<>(Map.of(0, 17L, 11, Long.MAX_VALUE));

    String json = SourceOffsets.write("a.topic-1_x", offsets);

    assertThat(json).isEqualTo("{\"a.topic-1_x\":{\"0\":17,\"11\":9223372036854775807}}");
    assertThat(SourceOffsets.read("a.topic-1_x", json)).isEqualTo(offsets);
    assertThat(SourceOffsets.read("another", json)).isEmpty();
    assertThat(SourceOffsets.read("a.topic-1_x", null)).isEmpty();
  }
}
