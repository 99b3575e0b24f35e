package dev.tally.adapters.flink;

import dev.tally.domain.aggregation.StateFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Lends the domain's format to Flink. Copies go through bytes, since accumulators are mutable and
 * know no other way.
 *
 * @param <T> the values
 */
final class FormatSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final StateFormat<T> format;

  FormatSerializer(StateFormat<T> format) {
    this.format = format;
  }

  StateFormat<T> format() {
    return format;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this; // formats are stateless
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's sign that there is no empty value to reuse
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      format.write(from, bytes);
      return format.read(new DataInputDeserializer(bytes.wrapAsByteBuffer()));
    } catch (IOException impossible) {
      throw new IllegalStateException("a value could not be copied in memory", impossible);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    format.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return format.read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return format.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    format.write(format.read(source), target);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new FormatSerializerSnapshot<>(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FormatSerializer<?> that && format.equals(that.format);
  }

  @Override
  public int hashCode() {
    return format.hashCode();
  }
}
