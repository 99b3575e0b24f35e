package dev.tally.application.service;

import dev.tally.application.port.in.GenerateMessages;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.RecordSinks;
import dev.tally.application.port.out.Topics;
import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageSequence;
import java.util.function.Function;

/** Sends made-up messages, each at its time. */
public final class GenerateMessagesService implements GenerateMessages {

  private static final long SECOND = 1_000;

  private final GeneratorTopics topics;
  private final MessageFormats formats;
  private final Pacer pacer;

  /** Makes the use case over its topics, formats and pace. */
  public GenerateMessagesService(
      Topics topics, RecordSinks sinks, MessageFormats formats, Pacer pacer) {
    this.topics = new GeneratorTopics(topics, sinks);
    this.formats = formats;
    this.pacer = pacer;
  }

  @Override
  public long generate(Request request, Listener listener) {
    MessageSequence messages =
        new MessageSequence(
            request.seed(),
            request.start() - Math.floorMod(request.start(), SECOND),
            Math.toIntExact(request.spread().toSeconds()),
            request.lateShare(),
            request.futureShare());
    Function<Message, byte[]> encoder = formats.messageEncoder(request.zone());
    try (var sink = topics.open(request.cluster(), request.topic(), request.partitions())) {
      Pacer.Schedule schedule = GeneratorTopics.schedule(pacer, request.rate());
      boolean isWanted = true;
      long turn = 0;
      while (isWanted && turn < request.count() && schedule.await(turn)) {
        Message message = messages.next();
        byte[] bytes = encoder.apply(message);
        sink.send(bytes);
        turn++;
        isWanted = listener.sent(message, bytes);
      }
      sink.flush();
      return turn;
    }
  }
}
