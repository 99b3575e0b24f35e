package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.RecordSinks;
import dev.tally.application.port.out.Replays;
import dev.tally.application.port.out.TableReader;
import dev.tally.application.port.out.Topics;

/** The ports that Kafka serves. */
@Module
final class KafkaModule {

  private KafkaModule() {}

  @Provides
  static Topics topics() {
    return KafkaAdapter.topics();
  }

  @Provides
  static RecordReaders recordReaders() {
    return KafkaAdapter.recordReaders();
  }

  @Provides
  static JobLedgers jobLedgers() {
    return KafkaAdapter.jobLedgers();
  }

  @Provides
  static OutputHistory outputHistory() {
    return KafkaAdapter.outputHistory();
  }

  @Provides
  static RecordSinks recordSinks() {
    return KafkaAdapter.recordSinks();
  }

  @Provides
  static TableReader.Factory tableReaders() {
    return KafkaAdapter.tableReaders();
  }

  @Provides
  static Replays replays() {
    return KafkaAdapter.replays();
  }

  @Provides
  static BehaviorFormats behaviorFormats() {
    return KafkaAdapter.behaviorFormats();
  }

  @Provides
  static MessageFormats messageFormats() {
    return KafkaAdapter.messageFormats();
  }
}
