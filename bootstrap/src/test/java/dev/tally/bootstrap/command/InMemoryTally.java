package dev.tally.bootstrap.command;

import dev.tally.adapters.files.FilesAdapter;
import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.conformance.Upsert;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
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
import dev.tally.application.port.out.RecordSink;
import dev.tally.application.port.out.TableReader;
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
import dev.tally.bootstrap.console.FakeTerminal;
import dev.tally.bootstrap.console.StopRequest;
import dev.tally.bootstrap.wiring.App;
import dev.tally.bootstrap.wiring.Brokers;
import dev.tally.bootstrap.wiring.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The command line over a cluster in memory, with real use cases, formats and engine. */
final class InMemoryTally {

  static final String ADDRESS = "in-memory:0";

  /** 2025-04-21T14:15:00Z. */
  static final long NOW = 1_745_244_900_000L;

  final InMemoryTopics topics = new InMemoryTopics();
  final StopRequest stop = new StopRequest();
  final CompletableFuture<Void> brokerEnded = new CompletableFuture<>();
  final FakeTerminal terminal;
  final List<String> brokerCalls = new ArrayList<>();
  boolean brokerIsRunning;
  ReachBroker reach = new ReachBrokerService(topics);
  Optional<List<String>> topicsAtRest = Optional.empty();
  private final Path directory;

  private InMemoryTally(FakeTerminal terminal, Path directory) {
    this.terminal = terminal;
    this.directory = directory;
  }

  static InMemoryTally onPipe(Path directory) {
    return new InMemoryTally(FakeTerminal.pipe(), directory);
  }

  static InMemoryTally onTerminal(Path directory) {
    return new InMemoryTally(FakeTerminal.ofSize(100, 30), directory);
  }

  /** Executes a command line, words with blanks between. */
  int execute(String line) {
    Environment environment =
        new Environment(
            terminal.console(),
            stop,
            directory,
            this::app,
            new FakeBrokers(),
            () -> NOW,
            System::nanoTime,
            () -> 42);
    return new TallyCommandLine(environment).execute(line.split(" ", -1));
  }

  /** Appends raw records to a topic's first partition, creating it if need be. */
  void append(String topic, String... values) {
    topics.createIfMissing(Cluster.at(ADDRESS), topic, 2, false);
    List<byte[]> bytes =
        List.of(values).stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
    topics.append(topic, 0, bytes);
  }

  private App app(Engine engine) {
    if (engine != Engine.IN_PROCESS) {
      throw new TallyException(Problem.USAGE, "no " + engine + " here");
    }
    return new InMemoryApp();
  }

  private final class InMemoryApp implements App {

    private final BehaviorFormats formats = KafkaAdapter.behaviorFormats();
    private final MessageFormats messages = KafkaAdapter.messageFormats();

    @Override
    public AggregationEngine engine() {
      return new InProcessEngine(topics, topics, topics, topics, () -> NOW);
    }

    @Override
    public CountBehaviors countBehaviors() {
      return new CountBehaviorsService(engine(), topics, formats);
    }

    @Override
    public GenerateBehaviors generateBehaviors() {
      return new GenerateBehaviorsService(
          topics,
          (cluster, topic) -> new InMemorySink(topic),
          formats,
          rate -> turn -> !stop.isRequested());
    }

    @Override
    public CountMessages countMessages() {
      return new CountMessagesService(
          new InProcessEngine(topics, topics, topics, topics, () -> NOW), topics, messages);
    }

    @Override
    public GenerateMessages generateMessages() {
      return new GenerateMessagesService(
          topics,
          (cluster, topic) -> new InMemorySink(topic),
          messages,
          rate -> turn -> !stop.isRequested());
    }

    @Override
    public ReachBroker reachBroker() {
      return reach;
    }

    @Override
    public ListTopics listTopics() {
      return new ListTopicsService(topics);
    }

    @Override
    public ReadTable readTable() {
      return new ReadTableService(topics, (cluster, topic) -> new InMemoryTable(topic));
    }

    @Override
    public ListDeadLetters listDeadLetters() {
      return new ListDeadLettersService(topics, topics);
    }

    @Override
    public ReplayDeadLetters replayDeadLetters() {
      return new ReplayDeadLettersService(topics, topics, topics.replays());
    }

    @Override
    public SummarizeSales summarizeSales() {
      return new SummarizeSalesService(
          new InProcessEngine(topics, topics, topics, topics, () -> NOW),
          FilesAdapter.salesFiles());
    }

    @Override
    public GenerateSales generateSales() {
      return new GenerateSalesService(FilesAdapter.salesFiles());
    }
  }

  private final class InMemorySink implements RecordSink {

    private final String topic;
    private int sent;

    InMemorySink(String topic) {
      this.topic = topic;
    }

    @Override
    public void send(byte[] value) {
      topics.append(topic, sent++ % topics.endOffsets(topic).size(), List.of(value));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class InMemoryTable implements TableReader {

    private final String topic;
    private final int end;
    private int position;

    InMemoryTable(String topic) {
      this.topic = topic;
      this.end = topics.upserts(topic).size();
    }

    @Override
    public int poll(Duration timeout, UpsertHandler handler) {
      List<Upsert> upserts = topics.upserts(topic);
      int first = position;
      for (; position < upserts.size(); position++) {
        Upsert upsert = upserts.get(position);
        String value = upsert.value();
        handler.accept(
            upsert.key().isEmpty() ? null : upsert.key().getBytes(StandardCharsets.UTF_8),
            value == null ? null : value.getBytes(StandardCharsets.UTF_8));
      }
      return position - first;
    }

    @Override
    public boolean isAtEnd() {
      return position >= end;
    }

    @Override
    public void close() {}
  }

  private final class FakeBrokers implements Brokers {

    @Override
    public boolean isRunning(Path dataDirectory) {
      return brokerIsRunning;
    }

    @Override
    public Optional<List<String>> topicsAtRest(Path dataDirectory) {
      return topicsAtRest;
    }

    @Override
    public Broker connectOrStart(Path dataDirectory) {
      brokerCalls.add("connectOrStart " + directory.relativize(dataDirectory));
      return new FakeBroker();
    }

    @Override
    public Broker start(Path dataDirectory, int port) {
      brokerCalls.add("start " + directory.relativize(dataDirectory) + " " + port);
      return new FakeBroker();
    }
  }

  private final class FakeBroker implements Brokers.Broker {

    @Override
    public String bootstrapServers() {
      return ADDRESS;
    }

    @Override
    public Path logFile() {
      return Path.of("broker.log");
    }

    @Override
    public boolean startedHere() {
      return true;
    }

    @Override
    public CompletableFuture<Void> ended() {
      return brokerEnded;
    }

    @Override
    public TallyException explainEnd() {
      return new TallyException(Problem.STATE, "The broker has ended.");
    }

    @Override
    public void close() {
      brokerCalls.add("close");
    }
  }
}
