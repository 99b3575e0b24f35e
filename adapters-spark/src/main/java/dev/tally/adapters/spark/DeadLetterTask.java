package dev.tally.adapters.spark;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.UndecodableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes dead letters of those records that are no events, one by one as they are read. */
final class DeadLetterTask<E> implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  private static final long serialVersionUID = 1L;
  private static final int HEADER_FIELDS = 2;
  private static final long MICROS_IN_MILLI = 1_000;

  private final String input;
  private final DecoderFactory<E> decoders;
  private final DeadLetterTopic target;

  DeadLetterTask(TopicInput<E> input, DeadLetterTopic target) {
    this.input = input.topic();
    this.decoders = input.decoder();
    this.target = target;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> records) {
    Decoder<E> decoder = decoders.create();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED), false)
        .flatMap(record -> rejected(decoder, record))
        .iterator();
  }

  private Stream<InternalRow> rejected(Decoder<E> decoder, InternalRow record) {
    if (record.isNullAt(Rows.RECORD_VALUE)) {
      return Stream.empty();
    }
    try {
      RecordIntake.decode(decoder, record);
      return Stream.empty();
    } catch (UndecodableException undecodable) {
      return Stream.of(row(deadLetter(record, undecodable)));
    }
  }

  private DeadLetter deadLetter(InternalRow record, UndecodableException reason) {
    return new DeadLetter(
        new RejectedRecord(
            input,
            record.getInt(Rows.RECORD_PARTITION),
            record.getLong(Rows.RECORD_OFFSET),
            reason.reason()),
        reason.getClass().getName(),
        SparkEngine.NAME,
        Math.floorDiv(record.getLong(Rows.RECORD_TIMESTAMP), MICROS_IN_MILLI),
        record.isNullAt(Rows.RECORD_KEY) ? null : record.getBinary(Rows.RECORD_KEY),
        record.getBinary(Rows.RECORD_VALUE),
        headers(record));
  }

  private static List<RecordHeader> headers(InternalRow record) {
    List<RecordHeader> headers = new ArrayList<>();
    if (!record.isNullAt(Rows.RECORD_HEADERS)) {
      ArrayData kept = record.getArray(Rows.RECORD_HEADERS);
      for (int i = 0; i < kept.numElements(); i++) {
        InternalRow header = kept.getStruct(i, HEADER_FIELDS);
        headers.add(
            new RecordHeader(
                header.getUTF8String(0).toString(),
                header.isNullAt(1) ? null : header.getBinary(1)));
      }
    }
    return headers;
  }

  private InternalRow row(DeadLetter deadLetter) {
    Object[] headers =
        deadLetter.headersOnTopic().stream()
            .map(
                header ->
                    new GenericInternalRow(
                        new Object[] {UTF8String.fromString(header.name()), header.value()}))
            .toArray();
    return new GenericInternalRow(
        new Object[] {
          deadLetter.key(),
          deadLetter.value(),
          new GenericArrayData(headers),
          target.partitionFor(deadLetter.rejection().partition())
        });
  }
}
