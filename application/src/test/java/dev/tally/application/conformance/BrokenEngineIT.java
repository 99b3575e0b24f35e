package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tally.application.conformance.FaultyAggregation.Fault;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.WindowState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The conformance suite turns red for each fault that an engine could have. */
class BrokenEngineIT {

  private static final String COUNTS = "behaviorCountsAreThoseOfTheModelAndTwoWorkersTookPart";
  private static final String ENDS = "boundedRunStopsAtItsEndsAndTheNextBeginsAnew";
  private static final String RESUME = "rowsAppearWhileTheJobRunsAndAStoppedJobGoesOn";
  private static final String FINAL = "eventOfAFinalWindowIsLateAlsoAfterAResume";
  private static final String FAILURE = "brokenDecoderFailsTheJobAndAMendedOneGoesOn";
  private static final String KEEPS = "everyRejectedRecordIsKeptAsItWas";
  private static final String REFUSES =
      "firstRejectedRecordEndsARunThatIsToFailAndTheNextGoesOnWithIt";
  private static final String LIMIT = "moreRejectedThanTheLimitEndTheRun";
  private static final String LATEST = "latestLeavesOutWhatWasThereBefore";

  @ParameterizedTest
  @MethodSource("faults")
  void faultTurnsTheSuiteRed(Class<? extends Subject> subject, String test) {
    TestExecutionSummary summary = run(subject, test);

    assertThat(summary.getTestsFoundCount()).isEqualTo(1);
    assertThat(summary.getFailures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.getException()).isInstanceOf(AssertionError.class));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(LosesEvents.class, COUNTS),
        Arguments.of(DoublesEvents.class, windowed("in order")),
        Arguments.of(DoesNotMerge.class, COUNTS),
        Arguments.of(ForgetsAPartition.class, ENDS),
        Arguments.of(ReadsOn.class, ENDS),
        Arguments.of(WorksAlone.class, COUNTS),
        Arguments.of(HasNoLateness.class, windowed("out of order within the lateness")),
        Arguments.of(TrustsTheFuture.class, windowed("events in the future")),
        Arguments.of(CutsWindowsElsewhere.class, windowed("window edges and negative time")),
        Arguments.of(IsNeverFinal.class, windowed("in order")),
        Arguments.of(HasItsOwnClock.class, COUNTS),
        Arguments.of(HidesRejected.class, COUNTS),
        Arguments.of(IsAnotherEngine.class, ENDS),
        Arguments.of(BeginsAnew.class, RESUME),
        Arguments.of(NeverBeginsAnew.class, RESUME),
        Arguments.of(ForgetsTheWatermark.class, FINAL),
        Arguments.of(SwallowsFailures.class, FAILURE),
        Arguments.of(LosesDeadLetters.class, KEEPS),
        Arguments.of(LosesDeadLetters.class, REFUSES),
        Arguments.of(HasNoLimit.class, LIMIT),
        Arguments.of(ReadsTheOld.class, LATEST));
  }

  /** Returns the identifier of the windowed test over one of {@link ReadingCase#all}. */
  private static String windowed(String readings) {
    List<String> names = ReadingCase.all().map(ReadingCase::name).toList();
    assertThat(names).contains(readings);
    return "windowedRowsAreThoseOfTheModel(dev.tally.application.conformance.ReadingCase)/"
        + names.indexOf(readings);
  }

  private static TestExecutionSummary run(Class<?> subject, String test) {
    String[] methodAndIteration = test.split("/", -1);
    MethodSelector method = selectMethod(subject.getName() + "#" + methodAndIteration[0]);
    DiscoverySelector selector =
        methodAndIteration.length == 1
            ? method
            : selectIteration(method, Integer.parseInt(methodAndIteration[1]));
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selector).build(), listener);
    return listener.getSummary();
  }

  /** The suite over an engine with a fault. */
  abstract static class Subject extends AggregationEngineConformance {

    private final InMemoryTopics topics = new InMemoryTopics();

    abstract AggregationEngine broken(AggregationEngine sound);

    WallClock clock(WallClock asked) {
      return asked;
    }

    JobLedgers ledgers(JobLedgers sound) {
      return sound;
    }

    @Override
    protected AggregationEngine engine(WallClock clock) {
      return broken(new InProcessEngine(topics, ledgers(topics), topics, topics, clock(clock)));
    }

    @Override
    protected ConformanceTopics topics() {
      return topics;
    }

    @Override
    protected Emission emission() {
      return new Emission(5);
    }

    @Override
    protected Duration patience() {
      return Duration.ofMillis(300);
    }
  }

  static final class LosesEvents extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E, K, A, R> AggregationSpec<E, K, A, R> aggregation(AggregationSpec<E, K, A, R> asked) {
          return withFault(asked, Fault.LOSES_SOME_EVENTS);
        }
      };
    }
  }

  static final class DoublesEvents extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E, K, A, R> AggregationSpec<E, K, A, R> aggregation(AggregationSpec<E, K, A, R> asked) {
          return withFault(asked, Fault.DOUBLES_SOME_EVENTS);
        }
      };
    }
  }

  static final class DoesNotMerge extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E, K, A, R> AggregationSpec<E, K, A, R> aggregation(AggregationSpec<E, K, A, R> asked) {
          return withFault(asked, Fault.LOSES_WHAT_IS_MERGED);
        }
      };
    }
  }

  static final class ForgetsAPartition extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return withEnds(asked, (partition, end) -> partition == 1 ? 0 : end);
        }
      };
    }
  }

  static final class ReadsOn extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return withEnds(asked, (partition, end) -> end + 1);
        }
      };
    }
  }

  static final class WorksAlone extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        Execution execution(Execution asked) {
          return new Execution(1, asked.commitEvery(), asked.stateDirectory());
        }
      };
    }
  }

  static final class HasNoLateness extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TumblingWindows<E> windows(TumblingWindows<E> asked) {
          return new TumblingWindows<>(
              asked.eventTime(), asked.size(), 0, 0, asked.maxFutureSkew(), asked.idleAfter());
        }
      };
    }
  }

  static final class TrustsTheFuture extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TumblingWindows<E> windows(TumblingWindows<E> asked) {
          return new TumblingWindows<>(
              asked.eventTime(),
              asked.size(),
              asked.watermarkDelay(),
              asked.allowedLateness(),
              Long.MAX_VALUE,
              asked.idleAfter());
        }
      };
    }
  }

  static final class CutsWindowsElsewhere extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TumblingWindows<E> windows(TumblingWindows<E> asked) {
          return new TumblingWindows<>(
              event -> asked.eventTime().of(event) + 1,
              asked.size(),
              asked.watermarkDelay(),
              asked.allowedLateness(),
              asked.maxFutureSkew(),
              asked.idleAfter());
        }
      };
    }
  }

  static final class IsNeverFinal extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <R> TopicOutput<R> output(TopicOutput<R> asked) {
          return new TopicOutput<>(
              asked.cluster(), asked.topic(), new AlwaysOpen<>(asked.encoder()));
        }
      };
    }
  }

  static final class HidesRejected extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        RunReport report(RunReport actual) {
          Accounting all = actual.accounting();
          return withAccounting(
              actual,
              new Accounting(
                  all.read() - all.rejected(), all.counted(), all.late(), 0, all.ignored(), 0));
        }
      };
    }
  }

  static final class IsAnotherEngine extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        public String name() {
          return "another";
        }
      };
    }
  }

  static final class BeginsAnew extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return from(asked, StartPosition.COMMITTED, StartPosition.EARLIEST);
        }
      };
    }
  }

  static final class NeverBeginsAnew extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return from(asked, StartPosition.EARLIEST, StartPosition.COMMITTED);
        }
      };
    }
  }

  static final class ForgetsTheWatermark extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return sound;
    }

    @Override
    JobLedgers ledgers(JobLedgers sound) {
      return (job, input, output) -> new ForgetfulLedger(sound.open(job, input, output));
    }
  }

  static final class SwallowsFailures extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return new TopicInput<>(
              asked.cluster(),
              asked.topic(),
              asked.start(),
              asked.ends(),
              new Forgiving<>(asked.decoder()),
              asked.rejects());
        }
      };
    }
  }

  static final class LosesDeadLetters extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return withRejects(asked, RejectPolicy.SKIP_ALL);
        }
      };
    }
  }

  static final class HasNoLimit extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          RejectPolicy rejects = asked.rejects();
          return withRejects(
              asked,
              new RejectPolicy(rejects.onRejected(), rejects.deadLetters(), RejectLimit.NONE));
        }
      };
    }
  }

  static final class ReadsTheOld extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return new BrokenEngine(sound) {
        @Override
        <E> TopicInput<E> input(TopicInput<E> asked) {
          return from(asked, StartPosition.LATEST, StartPosition.EARLIEST);
        }
      };
    }
  }

  static final class HasItsOwnClock extends Subject {

    @Override
    AggregationEngine broken(AggregationEngine sound) {
      return sound;
    }

    @Override
    WallClock clock(WallClock asked) {
      return new FixedClock(asked.now() + 1);
    }
  }

  private static <E, K, A, R> AggregationSpec<E, K, A, R> withFault(
      AggregationSpec<E, K, A, R> spec, Fault fault) {
    return new AggregationSpec<>(
        spec.name(),
        new FaultyAggregation<>(spec.aggregation(), fault),
        spec.windowing(),
        spec.emission());
  }

  private static <E> TopicInput<E> withEnds(
      TopicInput<E> input, BiFunction<Integer, Long, Long> change) {
    Optional<Map<Integer, Long>> ends =
        input
            .ends()
            .map(
                asked -> {
                  Map<Integer, Long> changed = new TreeMap<>(asked);
                  changed.replaceAll(change);
                  return changed;
                });
    return new TopicInput<>(
        input.cluster(), input.topic(), input.start(), ends, input.decoder(), input.rejects());
  }

  private static <E> TopicInput<E> withRejects(TopicInput<E> input, RejectPolicy rejects) {
    return new TopicInput<>(
        input.cluster(), input.topic(), input.start(), input.ends(), input.decoder(), rejects);
  }

  private static <E> TopicInput<E> from(
      TopicInput<E> input, StartPosition asked, StartPosition instead) {
    StartPosition start = input.start() == asked ? instead : input.start();
    return new TopicInput<>(
        input.cluster(), input.topic(), start, input.ends(), input.decoder(), input.rejects());
  }

  private static RunReport withAccounting(RunReport report, Accounting accounting) {
    return new RunReport(
        report.job(),
        report.engine(),
        report.engineVersion(),
        report.parallelism(),
        accounting,
        report.readBefore(),
        report.startupSeconds(),
        report.processingSeconds(),
        report.status(),
        report.firstRejected(),
        report.failure());
  }

  private record AlwaysOpen<R>(ResultEncoder<R> sound) implements ResultEncoder<R> {

    @Override
    public byte[] key(R result) {
      return sound.key(result);
    }

    @Override
    public byte[] value(R result, WindowState state, long updateTime) {
      return sound.value(result, WindowState.OPEN, updateTime);
    }
  }

  private record Forgiving<E>(DecoderFactory<E> strict) implements DecoderFactory<E> {

    @Override
    public Decoder<E> create() {
      Decoder<E> decoder = strict.create();
      return (bytes, offset, length) -> {
        try {
          return decoder.decode(bytes, offset, length);
        } catch (IllegalStateException e) {
          throw new UndecodableException("forgiven");
        }
      };
    }
  }
}
