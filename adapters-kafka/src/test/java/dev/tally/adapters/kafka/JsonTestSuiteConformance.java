package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.Replays.Replay;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nicolas Seriot's JSONTestSuite through an engine: each file as a message, and once more as the
 * value of a field that may hold anything, where it is an event if it is JSON. What the engine
 * makes of each is what the decoder says, so it is the same on every engine. What the decoder has
 * to say of them is tested with the decoder.
 */
@Timeout(180)
public abstract class JsonTestSuiteConformance {

  private static final Path FILES =
      Path.of(System.getProperty("tally.outside", "../../shared/outside"))
          .resolve("json-test-suite/test_parsing");

  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private final BehaviorFormats formats = KafkaAdapter.behaviorFormats();

  @TempDir private Path stateDirectory;

  /** Returns the engine under test. */
  protected abstract AggregationEngine engine();

  @Test
  void everyFileIsCountedOrKeptAsTheDecoderSays() throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(FILES),
        () -> "JSONTestSuite is not at %s: name its place with -Dtally.outside".formatted(FILES));
    List<byte[]> messages = messages();
    assertThat(messages).hasSize(2 * (95 + 188 + 35));
    Map<Long, String> verdicts = verdicts(messages);
    String input = broker.newTopic("json-test-suite", 1);
    List<byte @Nullable []> values = new ArrayList<>(messages);
    broker.append(input, 0, values);

    RunReport report = run(input);

    assertThat(report.failure()).isNull();
    assertThat(report.accounting().balances()).isTrue();
    assertThat(report.accounting().read()).isEqualTo(messages.size());
    assertThat(report.accounting().counted()).isEqualTo(messages.size() - verdicts.size());
    assertThat(report.accounting().counted()).isGreaterThanOrEqualTo(90);
    Map<Long, String> kept = new TreeMap<>();
    for (DeadLetter letter : deadLetters(input)) {
      int message = Math.toIntExact(letter.rejection().offset());
      assertThat(letter.value()).isEqualTo(messages.get(message));
      kept.put(letter.rejection().offset(), letter.rejection().reason());
    }
    assertThat(kept).isEqualTo(verdicts);
  }

  @Test
  void replayedRecordsAreReadAndRejectedAgain() throws InterruptedException {
    String input = broker.newTopic("replayed-and-run", 1);
    broker.appendTexts(input, 0, "{}", "{\"category\":\"a\",\"behavior\":\"b\"}", "[]");
    assertThat(run(input).accounting().rejected()).isEqualTo(2);

    try (Replay replay =
        KafkaAdapter.replays().open(broker.cluster(), DeadLetterTopic.nameFor(input))) {
      replay.commit(deadLetters(input), Map.of(0, 2L));
    }
    RunReport report = run(input); // to an end behind the mark of the transaction

    assertThat(report.failure()).isNull();
    assertThat(report.accounting()).isEqualTo(new Accounting(5, 1, 0, 4, 0, 0));
    assertThat(deadLetters(input))
        .extracting(letter -> letter.rejection().offset())
        .containsExactly(0L, 2L, 0L, 2L, 3L, 4L); // the first two of each run
  }

  private List<DeadLetter> deadLetters(String input) {
    return broker.records(DeadLetterTopic.nameFor(input)).stream()
        .map(
            record ->
                DeadLetter.ofRecord(record.key(), record.value(), record.headers()).orElseThrow())
        .toList();
  }

  private RunReport run(String input) throws InterruptedException {
    String name = DeadLetterTopic.nameFor(input);
    DeadLetterTopic deadLetters =
        new DeadLetterTopic(
            name, KafkaAdapter.topics().createForDeadLetters(broker.cluster(), name, 1));
    return engine()
        .start(
            BehaviorCounting.spec(Emission.every(Duration.ofMillis(200))),
            new TopicInput<>(
                broker.cluster(),
                input,
                StartPosition.EARLIEST,
                Optional.of(KafkaAdapter.topics().endOffsets(broker.cluster(), input)),
                formats.decoder(),
                RejectPolicy.keepIn(deadLetters, RejectLimit.NONE)),
            new TopicOutput<>(
                broker.cluster(),
                broker.newTable("json-test-suite-counts", 1),
                formats.resultEncoder(ZoneOffset.UTC)),
            new Execution(1, stateDirectory))
        .await();
  }

  /** Returns the reason for each message that is no event, by its number. */
  private Map<Long, String> verdicts(List<byte[]> messages) {
    Decoder<BehaviorEvent> decoder = formats.decoder().create();
    Map<Long, String> verdicts = new TreeMap<>();
    for (int number = 0; number < messages.size(); number++) {
      try {
        decoder.decode(messages.get(number), 0, messages.get(number).length);
      } catch (UndecodableException e) {
        verdicts.put((long) number, e.reason());
      }
    }
    return verdicts;
  }

  private static List<byte[]> messages() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(FILES)) {
      files = found.sorted().toList();
    }
    List<byte[]> messages = new ArrayList<>();
    for (Path file : files) {
      messages.add(Files.readAllBytes(file));
    }
    for (Path file : files) {
      ByteArrayOutputStream event = new ByteArrayOutputStream();
      event.writeBytes(ascii("{\"category\":\"books\",\"any\":"));
      event.writeBytes(Files.readAllBytes(file));
      event.writeBytes(ascii(",\"behavior\":\"view\"}"));
      messages.add(event.toByteArray());
    }
    return messages;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
