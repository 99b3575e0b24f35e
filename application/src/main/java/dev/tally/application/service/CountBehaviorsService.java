package dev.tally.application.service;

import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.in.CountBehaviors;
import dev.tally.application.port.in.JobRequest;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.Topics;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;

/** Counts user behaviors on whichever engine it is given. */
public final class CountBehaviorsService implements CountBehaviors {

  private final TopicJobs jobs;
  private final BehaviorFormats formats;

  /** Makes the use case over its engine, topics and formats. */
  public CountBehaviorsService(AggregationEngine engine, Topics topics, BehaviorFormats formats) {
    this.jobs = new TopicJobs(engine, topics);
    this.formats = formats;
  }

  @Override
  public RunningJob start(JobRequest request) {
    return jobs.start(
        BehaviorCounting.spec(Emission.every(request.emitEvery())),
        request,
        formats.decoder(),
        formats.resultEncoder(request.zone()),
        MissingTopic::behaviors);
  }
}
