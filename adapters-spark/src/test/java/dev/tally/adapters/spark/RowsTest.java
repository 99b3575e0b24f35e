package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.behavior.BehaviorKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class RowsTest {

  static final StructType[] SHAPES = {Rows.PARTIAL, Rows.STATE_KEY, Rows.STATE_VALUE};

  static final StructType[] SINK_SHAPES = {Rows.UPSERT, Rows.DEAD_LETTER};

  @ParameterizedTest
  @FieldSource("SHAPES")
  void carryNumbersAndBytesOnly(StructType shape) {
    assertThat(Arrays.stream(shape.fields()).map(StructField::dataType))
        .isSubsetOf(DataTypes.LongType, DataTypes.ByteType, DataTypes.BinaryType);
    // What they carry could not travel as Java objects: every engine test would fail on it.
    assertThat(Serializable.class).isNotIn((Object[]) BehaviorKey.class.getInterfaces());
    assertThat(Serializable.class).isNotIn((Object[]) LongCount.class.getInterfaces());
  }

  @ParameterizedTest
  @FieldSource("SINK_SHAPES")
  void carryTextToTheSinkAtMost(StructType shape) {
    assertThat(leavesOf(shape))
        .isSubsetOf(
            DataTypes.IntegerType, DataTypes.LongType, DataTypes.BinaryType, DataTypes.StringType);
  }

  @Test
  void readBackAsWritten() {
    UnsafeRow partial = Rows.partial(Long.MIN_VALUE, bytes(1, 2), bytes(), 7);
    assertThat(partial.getLong(Rows.PARTIAL_WINDOW)).isEqualTo(Long.MIN_VALUE);
    assertThat(partial.getBinary(Rows.PARTIAL_KEY)).containsExactly(1, 2);
    assertThat(partial.getBinary(Rows.PARTIAL_ACCUMULATOR)).isEmpty();
    assertThat(partial.getLong(Rows.PARTIAL_EVENTS)).isEqualTo(7);

    UnsafeRow value = Rows.stateValue((byte) 'C', bytes(9));
    assertThat(value.getByte(Rows.STATE_VALUE_SHOWN)).isEqualTo((byte) 'C');
    assertThat(value.getBinary(Rows.STATE_VALUE_ACCUMULATOR)).containsExactly(9);
  }

  @Test
  void equalKeysAreEqualRows() {
    assertThat(Rows.stateKey(5, bytes(1, 2, 3)))
        .isEqualTo(Rows.stateKey(5, bytes(1, 2, 3)))
        .hasSameHashCodeAs(Rows.stateKey(5, bytes(1, 2, 3)))
        .isNotEqualTo(Rows.stateKey(5, bytes(1, 2, 4)))
        .isNotEqualTo(Rows.stateKey(6, bytes(1, 2, 3)));
  }

  private static Stream<DataType> leavesOf(DataType type) {
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields()).flatMap(field -> leavesOf(field.dataType()));
    }
    return type instanceof ArrayType array ? leavesOf(array.elementType()) : Stream.of(type);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    return bytes;
  }
}
