package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.adapters.kafka.broker.BrokerOptions;
import dev.tally.adapters.kafka.broker.EmbeddedBroker;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.RecordSink;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed under a running job, and comes back. */
final class BrokerRestartIT {

  private static final byte[] EVENT =
      "{\"category\":\"books\",\"behavior\":\"view\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  @Timeout(180)
  void jobGoesOnWithNothingLostAndNothingDoubled() throws Exception {
    int port = freePort();
    Cluster cluster = Cluster.at("127.0.0.1:" + port);
    RunningJob job;
    try (EmbeddedBroker broker = start(port)) {
      KafkaAdapter.topics().createIfMissing(cluster, "in", 2, false);
      KafkaAdapter.topics().createIfMissing(cluster, "out", 2, true);
      send(cluster, 1_000);
      job = start(cluster);
      awaitCounted(job, 1_000);
      ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();
      broker.ended().get(20, TimeUnit.SECONDS);
    }
    try (EmbeddedBroker again = start(port)) {
      assertThat(again.startedHere()).isTrue();
      send(cluster, 500);
      awaitCounted(job, 1_500);
      job.stop();
      RunReport report = job.await();

      assertThat(report.failure()).isNull();
      assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
      assertThat(report.accounting().read()).isEqualTo(1_500);
    }
  }

  private static RunningJob start(Cluster cluster) {
    return new InProcessEngine(
            KafkaAdapter.recordReaders(),
            KafkaAdapter.jobLedgers(),
            KafkaAdapter.topics(),
            KafkaAdapter.outputHistory(),
            System::currentTimeMillis)
        .start(
            BehaviorCounting.spec(Emission.every(Duration.ofMillis(50))),
            new TopicInput<>(
                cluster,
                "in",
                StartPosition.COMMITTED,
                Optional.empty(),
                KafkaAdapter.behaviorFormats().decoder()),
            new TopicOutput<>(
                cluster, "out", KafkaAdapter.behaviorFormats().resultEncoder(ZoneOffset.UTC)),
            new Execution(2, Path.of("unused")));
  }

  private static void send(Cluster cluster, int count) {
    try (RecordSink sink = KafkaAdapter.recordSinks().open(cluster, "in")) {
      for (int sent = 0; sent < count; sent++) {
        sink.send(EVENT);
      }
      sink.flush();
    }
  }

  private static void awaitCounted(RunningJob job, long count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (job.progress().accounting().counted() < count
        && !job.progress().status().isTerminal()
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(job.progress().accounting().counted()).isEqualTo(count);
  }

  private EmbeddedBroker start(int port) {
    return EmbeddedBroker.start(directory, BrokerOptions.defaults().withPort(port));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
