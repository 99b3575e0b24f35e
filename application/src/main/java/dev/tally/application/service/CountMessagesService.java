package dev.tally.application.service;

import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.in.CountMessages;
import dev.tally.application.port.in.JobRequest;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.Topics;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.message.MessageCounting;
import dev.tally.domain.message.MessageEvent;
import dev.tally.domain.time.TumblingWindows;

/** Counts messages in windows on whichever engine it is given. */
public final class CountMessagesService implements CountMessages {

  private final TopicJobs jobs;
  private final MessageFormats formats;

  /** Makes the use case over its engine, topics and formats. */
  public CountMessagesService(AggregationEngine engine, Topics topics, MessageFormats formats) {
    this.jobs = new TopicJobs(engine, topics);
    this.formats = formats;
  }

  @Override
  public RunningJob start(JobRequest request, Windows windows) {
    return jobs.start(
        MessageCounting.spec(tumbling(windows), Emission.every(request.emitEvery())),
        request,
        formats.decoder(request.zone()),
        formats.resultEncoder(request.zone()),
        MissingTopic::messages);
  }

  private static TumblingWindows<MessageEvent> tumbling(Windows windows) {
    return new TumblingWindows<>(
        MessageCounting.EVENT_TIME,
        windows.size().toMillis(),
        windows.watermarkDelay().toMillis(),
        windows.allowedLateness().toMillis(),
        windows.maxFutureSkew().toMillis(),
        windows.idleAfter().toMillis());
  }
}
