package dev.tally.adapters.kafka.fetch;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * What one fetch brought of one partition: batches of records, walked record by record where they
 * were unpacked, without an object for any of them. Layout of a record (Kafka's message format 2):
 *
 * <pre>
 * length: varint, attributes: byte, timestampDelta: varlong, offsetDelta: varint,
 * keyLength: varint (-1: null), key, valueLength: varint (-1: null), value, headers
 * </pre>
 *
 * <p>Used by one thread. The current record is good until {@link #next} is called.
 */
public final class FetchedBatches {

  private static final int LONGEST_VARINT = 5;
  private static final int LONGEST_VARLONG = 10;

  private final TopicPartition partition;
  private final Iterator<DefaultRecordBatch> batches;
  private final Unpacking unpacking;
  private final boolean checksums;
  private DefaultRecordBatch batch;
  private long baseOffset;
  private int recordsLeft;
  private long passed;
  private long passedNext;
  private byte[] bytes = {};
  private int end;
  private int at;
  private int recordStart;
  private long offset;
  private int valueStart;
  private int valueLength;

  /**
   * Starts before the first record.
   *
   * @param batches at least one, in the order of their offsets
   * @param checksums whether to compare them
   */
  FetchedBatches(
      TopicPartition partition,
      List<DefaultRecordBatch> batches,
      Unpacking unpacking,
      boolean checksums) {
    this.partition = partition;
    this.batches = batches.iterator();
    this.unpacking = unpacking;
    this.checksums = checksums;
    this.batch = batches.get(0);
    this.passed = batch.baseOffset();
    this.passedNext = passed;
  }

  /** Returns of which partition. */
  public TopicPartition partition() {
    return partition;
  }

  /**
   * Moves to the next record; transaction markers are passed.
   *
   * @return false behind the last
   * @throws UnusualFetchException where the bytes are not what they should be
   */
  public boolean next() throws UnusualFetchException {
    while (recordsLeft == 0) {
      if (at != end) {
        throw unusual("bytes behind its last record");
      }
      passed = passedNext;
      if (!batches.hasNext()) {
        return false;
      }
      open(batches.next());
    }
    recordsLeft--;
    read();
    return true;
  }

  /** Returns the current record's offset. */
  public long offset() {
    return offset;
  }

  /** Returns the array that the current value lies in. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where the current value starts. */
  public int valueStart() {
    return valueStart;
  }

  /** Returns the current value's length in bytes; negative for a tombstone. */
  public int valueLength() {
    return valueLength;
  }

  /** Returns the offset behind all batches that were walked to their ends. */
  public long passed() {
    return passed;
  }

  /** Returns the current record with all its parts; they lie in the bytes that are used again. */
  public Record record() {
    return DefaultRecord.readFrom(
        ByteBuffer.wrap(bytes, recordStart, end - recordStart),
        baseOffset,
        batch.baseTimestamp(),
        batch.baseSequence(),
        batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : null);
  }

  private void open(DefaultRecordBatch next) throws UnusualFetchException {
    batch = next;
    if (checksums) {
      try {
        batch.ensureValid();
      } catch (KafkaException e) {
        throw unusual("a wrong checksum", e);
      }
    }
    baseOffset = batch.baseOffset();
    passedNext = batch.nextOffset();
    at = 0;
    if (batch.isControlBatch()) {
      end = 0;
      recordsLeft = 0;
    } else {
      unpacking.unpack(batch);
      end = unpacking.length();
      recordsLeft = batch.countOrNull();
    }
    bytes = unpacking.bytes();
  }

  private void read() throws UnusualFetchException {
    recordStart = at;
    int length = varint();
    int recordEnd = at + length;
    if (length < 0 || recordEnd > end || recordEnd < 0) {
      throw unusual("a record longer than the batch");
    }
    at++; // attributes: none are in use
    skipVarlong();
    offset = baseOffset + varint();
    int keyLength = varint();
    at += Math.max(0, keyLength);
    if (at < 0 || at > recordEnd) {
      throw unusual("a key longer than its record");
    }
    valueLength = varint();
    valueStart = at;
    if (at > recordEnd || valueLength > recordEnd - at) {
      throw unusual("a value longer than its record");
    }
    at = recordEnd;
  }

  // Its sign is the last bit.
  private int varint() throws UnusualFetchException {
    int first = bytes[at++];
    int bits = first & 0x7F;
    if (first < 0) {
      bits |= restOfVarint();
    }
    return (bits >>> 1) ^ -(bits & 1);
  }

  private int restOfVarint() throws UnusualFetchException {
    int bits = 0;
    for (int i = 1; i < LONGEST_VARINT; i++) {
      int next = bytes[at++];
      bits |= (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return bits;
      }
    }
    throw unusual("a number without end");
  }

  private void skipVarlong() throws UnusualFetchException {
    for (int i = 0; i < LONGEST_VARLONG; i++) {
      if (bytes[at++] >= 0) {
        return;
      }
    }
    throw unusual("a number without end");
  }

  private UnusualFetchException unusual(String what) {
    return unusual(what, null);
  }

  private UnusualFetchException unusual(String what, @Nullable Throwable cause) {
    return new UnusualFetchException(
        "%s, batch at offset %d: %s".formatted(partition, batch.baseOffset(), what), cause);
  }
}
