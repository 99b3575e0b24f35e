package dev.tally.bootstrap.wiring;

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

/** All that Tally can do, on one engine. */
public interface App {

  /** Returns the engine. */
  AggregationEngine engine();

  /** Returns the job {@code behavior-counts}. */
  CountBehaviors countBehaviors();

  /** Returns the generator of that job's events. */
  GenerateBehaviors generateBehaviors();

  /** Returns the job {@code minute-windows}. */
  CountMessages countMessages();

  /** Returns the generator of that job's messages. */
  GenerateMessages generateMessages();

  /** Returns what finds out whether a broker can be reached. */
  ReachBroker reachBroker();

  /** Returns the view of topics. */
  ListTopics listTopics();

  /** Returns the reader of output topics. */
  ReadTable readTable();

  /** Returns the view of what jobs have rejected. */
  ListDeadLetters listDeadLetters();

  /** Returns what sends that back. */
  ReplayDeadLetters replayDeadLetters();

  /** Returns the job {@code sales-summary}. */
  SummarizeSales summarizeSales();

  /** Returns the generator of sales. */
  GenerateSales generateSales();
}
