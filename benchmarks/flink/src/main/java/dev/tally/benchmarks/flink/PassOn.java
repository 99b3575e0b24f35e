package dev.tally.benchmarks.flink;

import dev.tally.benchmarks.contestant.Task;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The trivial job: what is in one topic goes to another, unchanged. */
final class PassOn {

  private PassOn() {}

  /** Runs; told {@code servers topic output folder}. */
  public static void main(String[] arguments) throws Exception {
    Task task = Task.of(arguments);
    StreamJob job = new StreamJob(task);
    StreamExecutionEnvironment environment = job.environment();
    environment
        .fromSource(job.source(), WatermarkStrategy.noWatermarks(), "events")
        .sinkTo(
            KafkaSink.<byte[]>builder()
                .setBootstrapServers(task.text("servers"))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(
                    KafkaRecordSerializationSchema.<byte[]>builder()
                        .setTopic(task.text("output"))
                        .setKeySerializationSchema(new Bytes())
                        .setValueSerializationSchema(new Bytes())
                        .build())
                .build());
    environment.execute();
  }

  /** Not a lambda: Flink asks for its types. */
  private static final class Bytes implements SerializationSchema<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(byte[] value) {
      return value;
    }
  }
}
