package dev.tally.benchmarks.flink;

import dev.tally.benchmarks.contestant.Task;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The limit of Flink's source: reads a topic and discards, counting what goes by. */
final class Discard {

  /** All workers are in this process. */
  private static final AtomicLong RECORDS = new AtomicLong();

  private Discard() {}

  /** Runs, and tells how many {@code records} were read; told {@code servers topic folder}. */
  public static void main(String[] arguments) throws Exception {
    StreamJob job = new StreamJob(Task.of(arguments));
    StreamExecutionEnvironment environment = job.environment();
    environment
        .fromSource(job.source(), WatermarkStrategy.noWatermarks(), "behaviors")
        .sinkTo(new CountingSink());
    environment.execute();
    Task.tell("records", RECORDS.get());
  }

  /** Keeps no record; each writer counts for itself and adds up at its end. */
  private static final class CountingSink implements Sink<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<byte[]> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {

        private long records;

        @Override
        public void write(byte[] element, Context where) {
          records++;
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
          RECORDS.addAndGet(records);
        }
      };
    }
  }
}
