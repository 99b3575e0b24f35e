package dev.tally.benchmarks.judge;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.benchmarks.judge.Contestant.Role;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Who fills a topic: Tally's generator, which makes each event up, and Kafka's own benchmark, which
 * sends lines of a file again and again. The lines are events of the same generator.
 */
final class GeneratorContestants {

  static final String TALLY = "Tally generate behaviors, --rate max";
  static final String KAFKA_SAME = "ProducerPerformance, same settings";

  private static final String TOOL = "org.apache.kafka.tools.ProducerPerformance";
  private static final int LINES = 10_000;
  private static final long STEP_NANOS = 100_000_000;
  private static final String GUARANTEE = "each record once, in order: idempotent, acks=all";

  private final Arena arena;
  private final Commands commands;

  GeneratorContestants(Arena arena, Commands commands) {
    this.arena = arena;
    this.commands = commands;
  }

  /** Returns all of them, the product first. */
  List<Contestant> all() {
    return List.of(
        new Contestant(
            TALLY,
            TopicContestants.IN_PROCESS,
            Role.TALLY,
            "linger 20 ms, 512 KiB batches, 64 MiB buffer, lz4",
            GUARANTEE,
            1,
            false,
            attempt ->
                commands.tallyOnTopics(
                    TopicContestants.IN_PROCESS,
                    TopicData.generate("behaviors", attempt.output(), attempt.records())),
            this::faultOfSent),
        kafka(
            KAFKA_SAME,
            "linger 20 ms, 512 KiB batches, 64 MiB buffer, lz4",
            false,
            List.of(
                "linger.ms=20",
                "batch.size=524288",
                "buffer.memory=67108864",
                "compression.type=lz4")),
        kafka("ProducerPerformance, default", "as it comes, no compression", true, List.of()));
  }

  private Contestant kafka(String name, String settings, boolean isOnce, List<String> properties) {
    return new Contestant(
        name,
        TopicContestants.IN_PROCESS,
        Role.PEER,
        settings,
        GUARANTEE,
        1,
        isOnce,
        attempt -> {
          List<String> words = new ArrayList<>(commands.java("kafka"));
          words.addAll(
              List.of(
                  TOOL,
                  "--topic=" + attempt.output(),
                  "--num-records=" + attempt.records(),
                  "--throughput=-1",
                  "--payload-file=" + payload(),
                  "--producer-props",
                  "bootstrap.servers=" + arena.servers(),
                  "acks=all"));
          words.addAll(properties);
          return words;
        },
        this::faultOfSent);
  }

  private String faultOfSent(Attempt attempt, Outcome outcome) {
    long sent = arena.topics().records(attempt.output());
    return sent == attempt.records()
        ? ""
        : "%d records are there instead of %d".formatted(sent, attempt.records());
  }

  private Path payload() {
    Path file = arena.data().resolve("events.txt");
    Function<UserBehavior, byte[]> encoder = KafkaAdapter.behaviorFormats().eventEncoder();
    BehaviorSequence events =
        new BehaviorSequence(
            TopicData.SEED, Instant.parse(TopicData.START).toEpochMilli(), STEP_NANOS);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int line = 0; line < LINES; line++) {
      lines.writeBytes(encoder.apply(events.next()));
      lines.write('\n');
    }
    try {
      Files.write(file, lines.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
