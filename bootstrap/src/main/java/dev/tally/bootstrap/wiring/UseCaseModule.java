package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.application.port.in.CountBehaviors;
import dev.tally.application.port.in.CountMessages;
import dev.tally.application.port.in.GenerateBehaviors;
import dev.tally.application.port.in.GenerateMessages;
import dev.tally.application.port.in.GenerateSales;
import dev.tally.application.port.in.ListDeadLetters;
import dev.tally.application.port.in.ListTopics;
import dev.tally.application.port.in.ReachBroker;
import dev.tally.application.port.in.ReadTable;
import dev.tally.application.port.in.ReplayDeadLetters;
import dev.tally.application.port.in.SummarizeSales;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.RecordSinks;
import dev.tally.application.port.out.Replays;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.application.port.out.TableReader;
import dev.tally.application.port.out.Topics;
import dev.tally.application.service.CountBehaviorsService;
import dev.tally.application.service.CountMessagesService;
import dev.tally.application.service.GenerateBehaviorsService;
import dev.tally.application.service.GenerateMessagesService;
import dev.tally.application.service.GenerateSalesService;
import dev.tally.application.service.ListDeadLettersService;
import dev.tally.application.service.ListTopicsService;
import dev.tally.application.service.ReachBrokerService;
import dev.tally.application.service.ReadTableService;
import dev.tally.application.service.ReplayDeadLettersService;
import dev.tally.application.service.SummarizeSalesService;

/** The use cases over their ports, whatever the engine. */
@Module
final class UseCaseModule {

  private UseCaseModule() {}

  @Provides
  static CountBehaviors countBehaviors(
      AggregationEngine engine, Topics topics, BehaviorFormats formats) {
    return new CountBehaviorsService(engine, topics, formats);
  }

  @Provides
  static GenerateBehaviors generateBehaviors(
      Topics topics, RecordSinks sinks, BehaviorFormats formats, Pacer pacer) {
    return new GenerateBehaviorsService(topics, sinks, formats, pacer);
  }

  @Provides
  static CountMessages countMessages(
      AggregationEngine engine, Topics topics, MessageFormats formats) {
    return new CountMessagesService(engine, topics, formats);
  }

  @Provides
  static GenerateMessages generateMessages(
      Topics topics, RecordSinks sinks, MessageFormats formats, Pacer pacer) {
    return new GenerateMessagesService(topics, sinks, formats, pacer);
  }

  @Provides
  static ListTopics listTopics(Topics topics) {
    return new ListTopicsService(topics);
  }

  @Provides
  static ReachBroker reachBroker(Topics topics) {
    return new ReachBrokerService(topics);
  }

  @Provides
  static ReadTable readTable(Topics topics, TableReader.Factory readers) {
    return new ReadTableService(topics, readers);
  }

  @Provides
  static ListDeadLetters listDeadLetters(Topics topics, RecordReaders readers) {
    return new ListDeadLettersService(topics, readers);
  }

  @Provides
  static ReplayDeadLetters replayDeadLetters(
      Topics topics, RecordReaders readers, Replays replays) {
    return new ReplayDeadLettersService(topics, readers, replays);
  }

  @Provides
  static SummarizeSales summarizeSales(AggregationEngine engine, SalesFiles files) {
    return new SummarizeSalesService(engine, files);
  }

  @Provides
  static GenerateSales generateSales(SalesFiles files) {
    return new GenerateSalesService(files);
  }
}
