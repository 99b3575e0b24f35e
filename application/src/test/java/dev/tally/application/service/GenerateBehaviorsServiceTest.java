package dev.tally.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.GenerateBehaviors.Request;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.RecordSink;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.behavior.UserBehavior;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GenerateBehaviorsServiceTest {

  private final InMemoryTopics topics = new InMemoryTopics();
  private final List<UserBehavior> events = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @Test
  void sentCountsAreThoseOfTheEvents() {
    Map<BehaviorKey, Long> sent =
        service(turn -> true)
            .generate(
                request(200, OptionalDouble.empty(), OptionalInt.of(2)),
                (event, bytes) -> events.add(event));

    assertThat(sent)
        .isEqualTo(
            events.stream()
                .collect(
                    Collectors.groupingBy(
                        event -> new BehaviorKey(event.category(), event.behavior()),
                        Collectors.counting())));
    assertThat(events).hasSize(200);
    assertThat(log).hasSize(202).startsWith("send " + events.get(0).itemId());
    assertThat(log.subList(200, 202)).containsExactly("flush", "close");
  }

  @Test
  void everyEventWaitsForItsTurn() {
    List<Long> turns = new ArrayList<>();
    service(turns::add)
        .generate(request(4, OptionalDouble.of(10), OptionalInt.of(2)), (event, bytes) -> true);

    assertThat(turns).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void fullSpeedAsksNobody() {
    service(
            turn -> {
              throw new AssertionError("nothing to wait for");
            })
        .generate(request(4, OptionalDouble.empty(), OptionalInt.of(2)), (event, bytes) -> true);

    assertThat(log).contains("flush");
  }

  @Test
  void waitThatIsCutShortEndsTheSendingAndFlushesWhatWasSent() {
    Map<BehaviorKey, Long> sent =
        service(turn -> turn < 3)
            .generate(
                request(1_000, OptionalDouble.of(1), OptionalInt.of(2)), (event, bytes) -> true);

    assertThat(sent.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    assertThat(log).hasSize(5).endsWith("flush", "close");
  }

  @Test
  void listenerThatHasEnoughEndsTheSending() {
    service(turn -> true)
        .generate(request(1_000, OptionalDouble.of(1), OptionalInt.of(2)), (event, bytes) -> false);

    assertThat(log).hasSize(3).endsWith("flush", "close");
  }

  @Test
  void missingTopicIsCreatedOnlyWhereAskedFor() {
    service(turn -> true)
        .generate(request(0, OptionalDouble.empty(), OptionalInt.of(5)), (event, bytes) -> true);
    assertThat(topics.endOffsets("events")).hasSize(5);

    assertThatThrownBy(
            () ->
                new GenerateBehaviorsService(
                        new InMemoryTopics(),
                        (cluster, topic) -> new LoggingSink(),
                        new ItemIds(),
                        rate -> turn -> true)
                    .generate(
                        request(1, OptionalDouble.empty(), OptionalInt.empty()),
                        (event, bytes) -> true))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            """
            Topic 'events' does not exist on in-memory:0, which has no topics yet.
            Create it there, or name another with --topic.""");
  }

  @Test
  void requestRefusesWhatCannotBeSent() {
    assertThatThrownBy(() -> request(-1, OptionalDouble.empty(), OptionalInt.empty()))
        .hasMessage("the count must be at least 0: -1");
    assertThatThrownBy(() -> request(1, OptionalDouble.of(0), OptionalInt.empty()))
        .hasMessage("the rate must be above 0: 0.0");
    assertThatThrownBy(() -> request(1, OptionalDouble.of(Double.NaN), OptionalInt.empty()))
        .hasMessage("the rate must be above 0: NaN");
  }

  private GenerateBehaviorsService service(Pacer.Schedule schedule) {
    return new GenerateBehaviorsService(
        topics, (cluster, topic) -> new LoggingSink(), new ItemIds(), rate -> schedule);
  }

  private Request request(long count, OptionalDouble rate, OptionalInt partitions) {
    return new Request(
        topics.cluster(), "events", partitions, count, rate, 1, 0, Duration.ofMillis(100));
  }

  private final class LoggingSink implements RecordSink {

    @Override
    public void send(byte[] value) {
      log.add("send " + new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
      log.add("flush");
    }

    @Override
    public void close() {
      log.add("close");
    }
  }

  /** Events as their items' names; nothing is read or emitted here. */
  private static final class ItemIds implements BehaviorFormats {

    @Override
    public DecoderFactory<BehaviorEvent> decoder() {
      throw new UnsupportedOperationException("nothing is read");
    }

    @Override
    public Function<UserBehavior, byte[]> eventEncoder() {
      return event -> event.itemId().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ResultEncoder<BehaviorCount> resultEncoder(ZoneId zone) {
      throw new UnsupportedOperationException("nothing is emitted");
    }
  }
}
