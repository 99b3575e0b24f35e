package dev.tally.adapters.kafka.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches are walked as the client library walks them. */
final class FetchedBatchesTest {

  private static final TopicPartition PARTITION = new TopicPartition("events", 3);

  private final Random random = new Random(23);

  @ParameterizedTest
  @EnumSource(
      value = CompressionType.class,
      names = {"NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"})
  void recordsAreThoseOfTheClient(CompressionType compression) throws Exception {
    for (int run = 0; run < 20; run++) {
      MemoryRecords first = batch(0, compression, randomRecords());
      MemoryRecords second = batch(5_000, compression, randomRecords());

      FetchedBatches walked = batches(true, first, second);

      List<Record> expected = new ArrayList<>();
      first.records().forEach(expected::add);
      second.records().forEach(expected::add);
      for (Record record : expected) {
        assertThat(walked.next()).isTrue();
        assertThat(walked.offset()).isEqualTo(record.offset());
        assertThat(value(walked)).isEqualTo(bytes(record.value()));
        assertThat(walked.record()).isEqualTo(record);
      }
      assertThat(walked.next()).isFalse();
      assertThat(walked.next()).isFalse();
    }
  }

  @Test
  void markersArePassed() throws Exception {
    MemoryRecords records = batch(7, CompressionType.LZ4, new SimpleRecord(bytes("a")));
    MemoryRecords marker =
        MemoryRecords.withEndTransactionMarker(
            8, 0, 0, 1, (short) 0, new EndTransactionMarker(ControlRecordType.COMMIT, 0));

    FetchedBatches walked = batches(true, records, marker);

    assertThat(walked.passed()).isEqualTo(7);
    assertThat(walked.next()).isTrue();
    assertThat(walked.passed()).isEqualTo(7);
    assertThat(walked.next()).isFalse();
    assertThat(walked.passed()).isEqualTo(9);
  }

  @Test
  void damageIsSeenByTheChecksum() {
    MemoryRecords records = batch(0, CompressionType.LZ4, randomRecords());
    ByteBuffer buffer = records.buffer();
    buffer.put(buffer.limit() - 1, (byte) ~buffer.get(buffer.limit() - 1));

    assertThatThrownBy(() -> batches(true, records).next())
        .isInstanceOf(UnusualFetchException.class)
        .hasMessage("events-3, batch at offset 0: a wrong checksum");
  }

  @Test
  void damageWithoutChecksumsNeverLeavesTheBatch() {
    int unusual = 0;
    for (int run = 0; run < 20_000; run++) {
      MemoryRecords records = batch(0, CompressionType.NONE, fewRecords());
      ByteBuffer buffer = records.buffer();
      int place =
          DefaultRecordBatch.RECORD_BATCH_OVERHEAD
              + random.nextInt(buffer.limit() - DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
      buffer.put(place, (byte) random.nextInt());
      FetchedBatches walked = batches(false, records);
      try {
        while (walked.next()) {
          value(walked); // lies in the bytes
        }
      } catch (UnusualFetchException e) {
        unusual++;
      }
    }
    assertThat(unusual).isBetween(1_000, 19_000);
  }

  @Test
  void largeBatchIsLeftToTheClient() {
    MemoryRecords records = batch(0, CompressionType.ZSTD, new SimpleRecord(new byte[2_000_000]));

    assertThatThrownBy(() -> new Unpacking(1_000_000).unpack(only(records)))
        .isInstanceOf(UnusualFetchException.class)
        .hasMessage("a batch of more than 1000000 bytes");
  }

  @Test
  void textThatCannotBeUnpackedIsReported() {
    MemoryRecords records = batch(0, CompressionType.GZIP, randomRecords());
    records.buffer().put(DefaultRecordBatch.RECORD_BATCH_OVERHEAD, (byte) 0);

    assertThatThrownBy(() -> batches(false, records).next())
        .isInstanceOf(UnusualFetchException.class)
        .hasMessage("a batch that cannot be unpacked");
  }

  private SimpleRecord[] randomRecords() {
    SimpleRecord[] records = new SimpleRecord[1 + random.nextInt(300)];
    Arrays.setAll(records, i -> randomRecord(300));
    return records;
  }

  private SimpleRecord[] fewRecords() {
    return new SimpleRecord[] {randomRecord(3), randomRecord(3), randomRecord(3)};
  }

  private SimpleRecord randomRecord(int longest) {
    Header[] headers = new Header[random.nextInt(3)];
    Arrays.setAll(headers, i -> new RecordHeader("h" + i, randomBytes(9)));
    return new SimpleRecord(
        1_700_000_000_000L + random.nextInt(), randomBytes(longest), randomBytes(longest), headers);
  }

  private byte @Nullable [] randomBytes(int longest) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(longest)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static MemoryRecords batch(
      long baseOffset, CompressionType compression, SimpleRecord... records) {
    return MemoryRecords.withRecords(
        RecordBatch.CURRENT_MAGIC_VALUE, baseOffset, Compression.of(compression).build(), records);
  }

  private static FetchedBatches batches(boolean checksums, MemoryRecords... records) {
    return new FetchedBatches(
        PARTITION,
        Arrays.stream(records).map(FetchedBatchesTest::only).toList(),
        new Unpacking(),
        checksums);
  }

  private static DefaultRecordBatch only(MemoryRecords records) {
    return (DefaultRecordBatch) records.batches().iterator().next();
  }

  private static byte @Nullable [] value(FetchedBatches walked) {
    int start = walked.valueStart();
    int length = walked.valueLength();
    return length < 0 ? null : Arrays.copyOfRange(walked.bytes(), start, start + length);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
