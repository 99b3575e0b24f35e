package dev.tally.adapters.flink;

import dev.tally.domain.aggregation.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * The format that a checkpoint was written with, by its Java serialization: once per state, never
 * per value. Another format cannot read the bytes and is refused, and so is any class but ours:
 * whoever can write to the state directory shall not choose what this process runs.
 *
 * @param <T> the values
 */
public final class FormatSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "dev.tally.**;%s;!*".formatted(TypeSerializer.class.getName()));

  private @Nullable FormatSerializer<T> serializer;

  /** For Flink, which fills it in with {@link #readSnapshot}. */
  public FormatSerializerSnapshot() {}

  FormatSerializerSnapshot(FormatSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    byte[] bytes = InstantiationUtil.serializeObject(restoreSerializer());
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    try (ObjectInputStream objects =
        new InstantiationUtil.ClassLoaderObjectInputStream(
            new ByteArrayInputStream(bytes), loader)) {
      objects.setObjectInputFilter(OURS);
      serializer = (FormatSerializer<T>) objects.readObject();
    } catch (ClassNotFoundException missing) {
      throw (InvalidClassException)
          new InvalidClassException("the state's format is not on the class path")
              .initCause(missing);
    }
  }

  @Override
  public FormatSerializer<T> restoreSerializer() {
    if (serializer == null) {
      throw new IllegalStateException("not read yet");
    }
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    TypeSerializer<T> before = old.restoreSerializer();
    StateFormat<T> now = restoreSerializer().format();
    return before instanceof FormatSerializer<T> format && format.format().equals(now)
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
