package dev.tally.adapters.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Leaves the keys of input records where they are: jobs look at values only. */
final class UnreadKey implements Deserializer<Void> {

  @Override
  public @Nullable Void deserialize(String topic, byte @Nullable [] data) {
    return null;
  }

  @Override
  public @Nullable Void deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
    return null;
  }
}
