package dev.tally.adapters.flink;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The type of elements that are handed from operator to operator inside one task and never become
 * bytes. Should a change of the graph ever cut such a chain, the serializer refuses.
 *
 * @param <T> the elements
 */
final class InTaskTypeInformation<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final String name;

  InTaskTypeInformation(String name) {
    this.name = name;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new InTaskSerializer<>(name);
  }

  @Override
  @SuppressWarnings("unchecked") // the class is for display only: no serializer is derived from it
  public Class<T> getTypeClass() {
    return (Class<T>) Object.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof InTaskTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InTaskTypeInformation<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return name + " (inside one task)";
  }
}
