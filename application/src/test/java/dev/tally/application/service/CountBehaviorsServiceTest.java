package dev.tally.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.OnRejected;
import dev.tally.application.port.Problem;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.JobRequest;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.Input;
import dev.tally.application.port.out.Output;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.UserBehavior;
import dev.tally.domain.time.WindowState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountBehaviorsServiceTest {

  private record Started(
      AggregationSpec<?, ?, ?, ?> spec, Input<?> input, Output<?> output, Execution execution) {}

  private final InMemoryTopics topics = new InMemoryTopics();
  private final List<Started> started = new ArrayList<>();
  private final CountBehaviorsService service =
      new CountBehaviorsService(new RecordingEngine(), topics, new NoFormats());

  @BeforeEach
  void createInput() {
    topics.createInput("user_behaviors", 3);
    topics.append("user_behaviors", 1, List.of(bytes("a"), bytes("b")));
  }

  @Test
  void outputTopicIsCreatedCompactedWithAsManyPartitionsAsTheInputHas() {
    service.start(request("user_behaviors", "behavior_stats", true));

    assertThat(topics.describe(topics.cluster(), "behavior_stats").orElseThrow())
        .hasToString(
            "TopicDescription[name=behavior_stats, partitions=3, compacted=true, records=0]");
  }

  @Test
  void endOfABoundedRunIsDecidedBeforeTheEngineStarts() {
    service.start(request("user_behaviors", "behavior_stats", true));
    topics.append("user_behaviors", 0, List.of(bytes("c")));

    assertThat(input().ends()).isEqualTo(Optional.of(Map.of(0, 0L, 1, 2L, 2, 0L)));
  }

  @Test
  void runWithoutEndHasNone() {
    service.start(request("user_behaviors", "behavior_stats", false));

    assertThat(input().isBounded()).isFalse();
    assertThat(input().start()).isEqualTo(StartPosition.COMMITTED);
    assertThat(((TopicOutput<?>) started.get(0).output()).topic()).isEqualTo("behavior_stats");
    assertThat(started.get(0).execution())
        .isEqualTo(new Execution(4, Duration.ofSeconds(3), Path.of("state")));
    assertThat(started.get(0).spec().emission().intervalMillis()).isEqualTo(250);
  }

  @Test
  void missingInputIsNotFoundAndNothingIsCreated() {
    assertThatThrownBy(() -> service.start(request("user_behavior", "behavior_stats", true)))
        .isInstanceOfSatisfying(
            TallyException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NOT_FOUND))
        .hasMessage(
            "Topic 'user_behavior' does not exist on in-memory:0, which has user_behaviors.%n"
                + "Did you mean 'user_behaviors'? Otherwise: Send events to it with ./tally generate"
                + " behaviors --topic user_behavior, or name another with --input.",
            new Object[0]);
    assertThat(topics.describe(topics.cluster(), "behavior_stats")).isEmpty();
    assertThat(started).isEmpty();
  }

  @Test
  void oneTopicCannotBeBothEnds() {
    assertThatThrownBy(() -> service.start(request("user_behaviors", "user_behaviors", true)))
        .isInstanceOfSatisfying(
            TallyException.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.USAGE))
        .hasMessageStartingWith("Topic 'user_behaviors' cannot be input and output at once.");
  }

  private TopicInput<?> input() {
    return (TopicInput<?>) started.get(0).input();
  }

  private JobRequest request(String input, String output, boolean untilEnd) {
    return new JobRequest(
        topics.cluster(),
        input,
        output,
        StartPosition.COMMITTED,
        untilEnd,
        4,
        Duration.ofMillis(250),
        Duration.ofSeconds(3),
        ZoneOffset.UTC,
        OnRejected.DEAD_LETTER,
        RejectLimit.NONE,
        Path.of("state"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class RecordingEngine implements AggregationEngine {

    @Override
    public String name() {
      return "recording";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public <E, K, A, R> RunningJob start(
        AggregationSpec<E, K, A, R> spec, Input<E> input, Output<R> output, Execution execution) {
      started.add(new Started(spec, input, output, execution));
      return new EndedJob();
    }
  }

  private static final class EndedJob implements RunningJob {

    @Override
    public Progress progress() {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void stop() {}

    @Override
    public RunReport await() {
      throw new UnsupportedOperationException("nobody asks");
    }
  }

  private static final class NoFormats implements BehaviorFormats {

    @Override
    public DecoderFactory<BehaviorEvent> decoder() {
      return () -> (bytes, offset, length) -> new BehaviorEvent("c", "b");
    }

    @Override
    public Function<UserBehavior, byte[]> eventEncoder() {
      return event -> bytes(event.itemId());
    }

    @Override
    public ResultEncoder<BehaviorCount> resultEncoder(ZoneId zone) {
      return new ResultEncoder<>() {

        private static final long serialVersionUID = 1L;

        @Override
        public byte[] key(BehaviorCount result) {
          return bytes(result.category());
        }

        @Override
        public byte[] value(BehaviorCount result, WindowState state, long updateTime) {
          return bytes(result.behavior());
        }
      };
    }
  }
}
