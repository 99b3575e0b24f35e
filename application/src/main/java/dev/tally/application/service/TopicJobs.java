package dev.tally.application.service;

import dev.tally.application.port.OnRejected;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.JobRequest;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.Topics.TopicDescription;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every job from topic to topic has in common: its topics are made ready, then it starts. */
record TopicJobs(AggregationEngine engine, Topics topics) {

  /**
   * Starts the job. The output topic is created where it is missing, compacted, with as many
   * partitions as the input has, and so is the topic of dead letters; the end of a bounded run is
   * decided here, once for all engines.
   *
   * @param missingInput what to say where the input topic is missing
   */
  <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      JobRequest request,
      DecoderFactory<E> decoder,
      ResultEncoder<R> encoder,
      ExistingTopics.Missing missingInput) {
    if (request.input().equals(request.output())) {
      throw new TallyException(
          Problem.USAGE,
          "Topic '%s' cannot be input and output at once.%nName another with --input or --output."
              .formatted(request.input()));
    }
    TopicDescription input =
        new ExistingTopics(topics).require(request.cluster(), request.input(), missingInput);
    topics.createIfMissing(request.cluster(), request.output(), input.partitions(), true);
    Optional<Map<Integer, Long>> ends =
        request.untilEnd()
            ? Optional.of(topics.endOffsets(request.cluster(), request.input()))
            : Optional.empty();
    List<String> warnings = warnings(request);
    RunningJob job =
        engine.start(
            spec,
            new TopicInput<>(
                request.cluster(),
                request.input(),
                request.start(),
                ends,
                decoder,
                rejectPolicy(request, input.partitions())),
            new TopicOutput<>(request.cluster(), request.output(), encoder),
            new Execution(request.parallelism(), request.commitEvery(), request.stateDirectory()));
    return warnings.isEmpty() ? job : new NotedJob(job, warnings);
  }

  private List<String> warnings(JobRequest request) {
    return topics
        .describe(request.cluster(), request.output())
        .filter(output -> !output.compacted())
        .map(
            output ->
                List.of(
                    "warning: topic %s is not compacted, so it grows for ever; mend it with kafka-configs.sh --bootstrap-server %s --entity-type topics --entity-name %s --alter --add-config cleanup.policy=compact"
                        .formatted(
                            request.output(),
                            request.cluster().bootstrapServers(),
                            request.output())))
        .orElse(List.of());
  }

  private RejectPolicy rejectPolicy(JobRequest request, int partitions) {
    if (request.onRejected() != OnRejected.DEAD_LETTER) {
      return new RejectPolicy(request.onRejected(), null, request.maxRejects());
    }
    String name = DeadLetterTopic.nameFor(request.input());
    if (name.equals(request.output())) {
      throw new TallyException(
          Problem.USAGE,
          "Topic '%s' cannot be for results and for dead letters at once.%nName another with --output."
              .formatted(name));
    }
    int made = topics.createForDeadLetters(request.cluster(), name, partitions);
    return RejectPolicy.keepIn(new DeadLetterTopic(name, made), request.maxRejects());
  }
}
