package dev.tally.application.service;

import dev.tally.application.port.in.GenerateBehaviors;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.RecordSink;
import dev.tally.application.port.out.RecordSinks;
import dev.tally.application.port.out.Topics;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import java.util.Map;
import java.util.function.Function;

/** Sends made-up user behavior events, each at its time. */
public final class GenerateBehaviorsService implements GenerateBehaviors {

  private final GeneratorTopics topics;
  private final BehaviorFormats formats;
  private final Pacer pacer;

  /** Makes the use case over its topics, formats and pace. */
  public GenerateBehaviorsService(
      Topics topics, RecordSinks sinks, BehaviorFormats formats, Pacer pacer) {
    this.topics = new GeneratorTopics(topics, sinks);
    this.formats = formats;
    this.pacer = pacer;
  }

  @Override
  public Map<BehaviorKey, Long> generate(Request request, Listener listener) {
    try (RecordSink sink = topics.open(request.cluster(), request.topic(), request.partitions())) {
      Map<BehaviorKey, Long> sent = send(request, sink, listener);
      sink.flush();
      return sent;
    }
  }

  private Map<BehaviorKey, Long> send(Request request, RecordSink sink, Listener listener) {
    BehaviorSequence events =
        new BehaviorSequence(request.seed(), request.start(), request.step().toNanos());
    Function<UserBehavior, byte[]> encoder = formats.eventEncoder();
    Pacer.Schedule schedule = GeneratorTopics.schedule(pacer, request.rate());
    for (long turn = 0; turn < request.count() && schedule.await(turn); turn++) {
      UserBehavior event = events.next();
      byte[] bytes = encoder.apply(event);
      sink.send(bytes);
      if (!listener.sent(event, bytes)) {
        break;
      }
    }
    return events.counts(); // each that was made was sent
  }
}
