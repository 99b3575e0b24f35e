package dev.tally.adapters.kafka;

import dev.tally.adapters.kafka.json.JsonFormats;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.RecordSinks;
import dev.tally.application.port.out.Replays;
import dev.tally.application.port.out.TableReader;
import dev.tally.application.port.out.Topics;
import java.lang.management.ManagementFactory;
import org.apache.kafka.common.protocol.ApiKeys;

/** The door to Kafka: every port that topics serve. All returned objects are thread-safe. */
public final class KafkaAdapter {

  private KafkaAdapter() {}

  /**
   * Loads what every client needs and takes long to load: the words of the protocol and the
   * registry of measurements. Asks for no logger.
   */
  public static void warmUp() {
    ApiKeys.clientApis();
    ManagementFactory.getPlatformMBeanServer();
  }

  /** Returns the administration of topics. */
  public static Topics topics() {
    return new KafkaTopics();
  }

  /** Returns what opens topics for the in-process engine. */
  public static RecordReaders recordReaders() {
    return new KafkaRecordReaders();
  }

  /** Returns what opens the memory of in-process jobs, kept in the cluster itself. */
  public static JobLedgers jobLedgers() {
    return new KafkaJobLedgers();
  }

  /** Returns what the cluster itself knows of jobs. */
  public static OutputHistory outputHistory() {
    return new KafkaOutputHistory();
  }

  /** Returns what opens topics for generators. */
  public static RecordSinks recordSinks() {
    return KafkaRecordSink::open;
  }

  /** Returns what opens upsert streams for a look from outside. */
  public static TableReader.Factory tableReaders() {
    return KafkaTableReader::open;
  }

  /** Returns what sends dead letters back. */
  public static Replays replays() {
    return KafkaReplay::open;
  }

  /** Returns the JSON of user behavior events and their counts. */
  public static BehaviorFormats behaviorFormats() {
    return JsonFormats.behaviors();
  }

  /** Returns the JSON of messages and their windows. */
  public static MessageFormats messageFormats() {
    return JsonFormats.messages();
  }
}
