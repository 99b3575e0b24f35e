package dev.tally.adapters.flink;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to make bytes of what must stay inside its task. "Copies" are the element itself: objects
 * are reused along a chain.
 *
 * @param <T> the elements
 */
final class InTaskSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final String name;

  InTaskSerializer(String name) {
    this.name = name;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    throw leavesItsTask();
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T element, DataOutputView target) {
    throw leavesItsTask();
  }

  @Override
  public T deserialize(DataInputView source) {
    throw leavesItsTask();
  }

  @Override
  public T deserialize(T reuse, DataInputView source) {
    throw leavesItsTask();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw leavesItsTask();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw leavesItsTask();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InTaskSerializer<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  private IllegalStateException leavesItsTask() {
    return new IllegalStateException(name + " must not leave its task: the chain was cut");
  }
}
