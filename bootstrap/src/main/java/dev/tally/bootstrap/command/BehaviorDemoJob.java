package dev.tally.bootstrap.command;

import dev.tally.application.port.RunningJob;
import dev.tally.application.port.in.GenerateBehaviors;
import dev.tally.application.port.in.JobRequest;
import dev.tally.bootstrap.wiring.App;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorKey;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Behavior counting as a demo shows it. */
final class BehaviorDemoJob implements DemoJob {

  private static final Rate USUAL_RATE = new Rate(OptionalDouble.of(100));

  private volatile Map<BehaviorKey, Long> sentByKey = Map.of();

  @Override
  public String name() {
    return BehaviorCounting.NAME;
  }

  @Override
  public String input() {
    return BehaviorTopics.INPUT;
  }

  @Override
  public String output() {
    return BehaviorTopics.OUTPUT;
  }

  @Override
  public long usualCount() {
    return 1_000;
  }

  @Override
  public Rate usualRate() {
    return USUAL_RATE;
  }

  @Override
  public void generate(App app, Sending sending, BooleanSupplier sent) {
    sentByKey =
        app.generateBehaviors()
            .generate(
                new GenerateBehaviors.Request(
                    sending.cluster(),
                    input(),
                    OptionalInt.of(SendingOptions.PARTITIONS),
                    sending.count(),
                    sending.rate().perSecond(),
                    sending.seed(),
                    sending.now(),
                    sending.rate().step()),
                (event, bytes) -> sent.getAsBoolean());
  }

  @Override
  public RunningJob start(App app, JobRequest request) {
    return app.countBehaviors().start(request);
  }

  @Override
  public OutputRows newRows() {
    return new BehaviorStats();
  }

  @Override
  public String extent() {
    return sentByKey.size() + " cells";
  }

  @Override
  public List<String> differences(OutputRows rows) {
    return Differences.between(
        sentByKey, ((BehaviorStats) rows).counts(), key -> key.category() + ", " + key.behavior());
  }
}
