package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120) // of a machine that is busy with other things
final class EmbeddedBrokerIT {

  private static final String TOPIC = "events";

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void killedBrokerComesBackWithEveryAcknowledgedRecord() throws Exception {
    List<String> sent = List.of("one", "two", "three");
    try (EmbeddedBroker broker = start()) {
      createTopic(broker);
      send(broker, sent);
      ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();
      awaitEnd(broker);
    }

    try (EmbeddedBroker broker = start()) {
      assertThat(broker.startedHere()).isTrue();
      assertThat(read(broker, sent.size())).isEqualTo(sent);
      send(broker, List.of("four"));
    }

    try (EmbeddedBroker broker = start()) {
      assertThat(read(broker, 4)).containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void secondBrokerOnTheSameDirectoryIsRefused() throws Exception {
    try (EmbeddedBroker broker = start()) {
      String refusal =
          "A broker already serves %s: process %d at %s.%nUse it, or stop it, or name another directory with --data-dir."
              .formatted(directory.toRealPath(), broker.pid(), broker.bootstrapServers());

      assertThatThrownBy(() -> EmbeddedBroker.start(directory, BrokerOptions.defaults()))
          .isInstanceOf(TallyException.class)
          .hasMessage(refusal)
          .extracting(e -> ((TallyException) e).problem())
          .isEqualTo(Problem.BUSY);

      Process unasked = new ProcessBuilder(BrokerCommand.of(arguments())).start();
      String answer = unasked.inputReader().readLine();
      assertThat(ParentPipe.parseFailure(answer)).hasMessage(refusal);
      assertThat(unasked.waitFor()).isEqualTo(BrokerMain.EXIT_REFUSED);
    }
  }

  @Test
  void racingThreadsAndProcessesShareOneBroker() throws Exception {
    int threads = 3;
    Callable<EmbeddedBroker> starter = this::start;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    BrokerUser otherProcess = BrokerUser.start(directory);
    List<BrokerUser.Answer> answers = new ArrayList<>();
    try {
      List<EmbeddedBroker> brokers = new ArrayList<>();
      for (Future<EmbeddedBroker> user :
          executor.invokeAll(Collections.nCopies(threads, starter))) {
        brokers.add(user.get());
      }
      answers.add(otherProcess.answer());
      for (EmbeddedBroker broker : brokers) {
        answers.add(new BrokerUser.Answer(broker.pid(), broker.startedHere()));
      }
      brokers.forEach(EmbeddedBroker::close);
    } finally {
      executor.shutdown();
      otherProcess.release();
    }

    assertThat(answers).hasSize(threads + 1);
    assertThat(answers)
        .extracting(BrokerUser.Answer::brokerPid)
        .containsOnly(answers.get(0).brokerPid());
    assertThat(answers).filteredOn(BrokerUser.Answer::startedHere).hasSize(1);
    ProcessHandle.of(answers.get(0).brokerPid()).ifPresent(EmbeddedBrokerIT::awaitEnd);
    assertThat(directory.resolve("users")).isEmptyDirectory();
  }

  @Test
  void brokerOutlivesItsKilledParentForItsOtherUsersOnly() throws Exception {
    BrokerUser parent = BrokerUser.start(directory);
    assertThat(parent.answer().startedHere()).isTrue();
    EmbeddedBroker joined;
    try (EmbeddedBroker broker = start()) {
      assertThat(broker.startedHere()).isFalse();

      parent.kill();

      createTopic(broker);
      send(broker, List.of("still there"));
      assertThat(read(broker, 1)).containsExactly("still there");
      assertThat(broker.ended()).isNotDone();
      joined = broker;
    }
    awaitEnd(joined);
  }

  @Test
  void brokerEndsWithItsKilledParent() throws Exception {
    BrokerUser parent = BrokerUser.start(directory);
    ProcessHandle broker = ProcessHandle.of(parent.answer().brokerPid()).orElseThrow();

    parent.kill();

    awaitEnd(broker);
    assertThat(directory.resolve("broker.properties")).doesNotExist();
    assertThat(directory.resolve("kafka/.kafka_cleanshutdown")).exists();
  }

  @Test
  void parentThatLetsGoDoesNotWaitForOtherUsers() throws Exception {
    EmbeddedBroker parent = start();
    try (EmbeddedBroker joined = start()) {
      assertThat(parent.startedHere()).isTrue();

      parent.close();

      assertThat(joined.ended()).isNotDone();
      interrupt(joined.pid());
      createTopic(joined);
      assertThat(joined.ended()).isNotDone();
    }
    awaitEnd(parent);
  }

  @Test
  void takenPortIsNamedWithTheOptionThatHelps() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThatThrownBy(
              () ->
                  EmbeddedBroker.start(directory, BrokerOptions.defaults().withPort(port)).close())
          .isInstanceOf(TallyException.class)
          .hasMessage(
              "Port %d of 127.0.0.1 is taken by another program.%nStop it, or choose another with --port (0 takes a free one)."
                  .formatted(port));
    }
  }

  private EmbeddedBroker start() {
    return EmbeddedBroker.connectOrStart(directory, BrokerOptions.defaults());
  }

  private BrokerArguments arguments() {
    return BrokerArguments.of(BrokerDirectory.create(directory), BrokerOptions.defaults());
  }

  private static void awaitEnd(EmbeddedBroker broker) {
    assertThat(broker.ended()).succeedsWithin(ENDS_WITHIN);
  }

  private static void awaitEnd(ProcessHandle broker) {
    assertThat(broker.onExit()).succeedsWithin(ENDS_WITHIN);
  }

  /** Does what Ctrl-C on the terminal of a command does to the broker. */
  private static void interrupt(long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor()).isZero();
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void send(EmbeddedBroker broker, List<String> values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
    }
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (values.size() < count) {
        consumer.poll(Duration.ofSeconds(1)).forEach(read -> values.add(read.value()));
      }
    }
    return values;
  }
}
