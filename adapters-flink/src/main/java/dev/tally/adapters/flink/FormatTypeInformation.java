package dev.tally.adapters.flink;

import dev.tally.domain.aggregation.StateFormat;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The type of values whose bytes are the domain's own format, between tasks and in checkpoints.
 *
 * @param <T> the values
 */
final class FormatTypeInformation<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final StateFormat<T> format;

  FormatTypeInformation(StateFormat<T> format) {
    this.format = format;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new FormatSerializer<>(format);
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
    return true; // the law of Aggregation: equal keys hash alike in every JVM
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
    return other instanceof FormatTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FormatTypeInformation<?> that && format.equals(that.format);
  }

  @Override
  public int hashCode() {
    return format.hashCode();
  }

  @Override
  public String toString() {
    return format.toString();
  }
}
