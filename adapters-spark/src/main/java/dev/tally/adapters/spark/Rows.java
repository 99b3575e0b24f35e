package dev.tally.adapters.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The shapes in which rows travel and rest, in Spark's own binary row format: numbers and the bytes
 * of the domain's state formats, so that no Java object is ever serialized on the way.
 */
final class Rows {

  /** A record of the Kafka source, as far as it is looked at. */
  static final int RECORD_PARTITION = 0;

  static final int RECORD_OFFSET = 1;
  static final int RECORD_VALUE = 2;

  /** The rest of it, which only dead letters have. */
  static final int RECORD_KEY = 3;

  static final int RECORD_TIMESTAMP = 4;
  static final int RECORD_HEADERS = 5;

  /** A partial result on its way to the task that keeps its key. */
  static final StructType PARTIAL =
      new StructType()
          .add("window", DataTypes.LongType, false)
          .add("key", DataTypes.BinaryType, false)
          .add("accumulator", DataTypes.BinaryType, false)
          .add("events", DataTypes.LongType, false);

  static final int PARTIAL_WINDOW = 0;
  static final int PARTIAL_KEY = 1;
  static final int PARTIAL_ACCUMULATOR = 2;
  static final int PARTIAL_EVENTS = 3;

  /** What names a kept row. */
  static final StructType STATE_KEY =
      new StructType()
          .add("window", DataTypes.LongType, false)
          .add("key", DataTypes.BinaryType, false);

  static final int STATE_KEY_WINDOW = 0;
  static final int STATE_KEY_KEY = 1;

  /** What is kept: the window state last shown, and the accumulator. */
  static final StructType STATE_VALUE =
      new StructType()
          .add("shown", DataTypes.ByteType, false)
          .add("accumulator", DataTypes.BinaryType, false);

  static final int STATE_VALUE_SHOWN = 0;
  static final int STATE_VALUE_ACCUMULATOR = 1;

  /** An upsert on its way to Spark's Kafka sink, which goes by these names. */
  static final StructType UPSERT =
      new StructType()
          .add("key", DataTypes.BinaryType, false)
          .add("value", DataTypes.BinaryType, false)
          .add(
              "headers",
              DataTypes.createArrayType(
                  new StructType()
                      .add("key", DataTypes.StringType, false)
                      .add("value", DataTypes.BinaryType, false),
                  false),
              false);

  /** A dead letter on its way to the same sink. */
  static final StructType DEAD_LETTER =
      new StructType()
          .add("key", DataTypes.BinaryType, true)
          .add("value", DataTypes.BinaryType, true)
          .add(
              "headers",
              DataTypes.createArrayType(
                  new StructType()
                      .add("key", DataTypes.StringType, false)
                      .add("value", DataTypes.BinaryType, true)),
              false)
          .add("partition", DataTypes.IntegerType, false);

  private static final int TYPICAL_BYTES = 128;

  private Rows() {}

  static UnsafeRow partial(long window, byte[] key, byte[] accumulator, long events) {
    UnsafeRowWriter writer = writer(PARTIAL);
    writer.write(PARTIAL_WINDOW, window);
    writer.write(PARTIAL_KEY, key);
    writer.write(PARTIAL_ACCUMULATOR, accumulator);
    writer.write(PARTIAL_EVENTS, events);
    return writer.getRow();
  }

  static UnsafeRow stateKey(long window, byte[] key) {
    UnsafeRowWriter writer = writer(STATE_KEY);
    writer.write(STATE_KEY_WINDOW, window);
    writer.write(STATE_KEY_KEY, key);
    return writer.getRow();
  }

  static UnsafeRow stateValue(byte shown, byte[] accumulator) {
    UnsafeRowWriter writer = writer(STATE_VALUE);
    writer.write(STATE_VALUE_SHOWN, shown);
    writer.write(STATE_VALUE_ACCUMULATOR, accumulator);
    return writer.getRow();
  }

  // Spark copies it into its own format before it hands it to the sink.
  static InternalRow upsert(byte[] key, byte[] value, ArrayData headers) {
    return new GenericInternalRow(new Object[] {key, value, headers});
  }

  private static UnsafeRowWriter writer(StructType shape) {
    UnsafeRowWriter writer = new UnsafeRowWriter(shape.size(), TYPICAL_BYTES);
    writer.resetRowWriter();
    writer.zeroOutNullBytes();
    return writer;
  }
}
