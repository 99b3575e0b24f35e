package dev.tally.bootstrap.wiring;

import dev.tally.adapters.kafka.broker.BrokerOptions;
import dev.tally.adapters.kafka.broker.EmbeddedBroker;
import dev.tally.application.port.TallyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Real Kafka brokers, each in a JVM of its own. */
public final class EmbeddedBrokers implements Brokers {

  @Override
  public Optional<List<String>> topicsAtRest(Path dataDirectory) {
    return EmbeddedBroker.topicsAtRest(dataDirectory);
  }

  @Override
  public Broker connectOrStart(Path dataDirectory) {
    return new Running(EmbeddedBroker.connectOrStart(dataDirectory, BrokerOptions.defaults()));
  }

  @Override
  public Broker start(Path dataDirectory, int port) {
    return new Running(
        EmbeddedBroker.start(dataDirectory, BrokerOptions.defaults().withPort(port)));
  }

  @Override
  public boolean isRunning(Path dataDirectory) {
    return EmbeddedBroker.isRunning(dataDirectory);
  }

  private record Running(EmbeddedBroker broker) implements Broker {

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public Path logFile() {
      return broker.logFile();
    }

    @Override
    public boolean startedHere() {
      return broker.startedHere();
    }

    @Override
    public CompletableFuture<Void> ended() {
      return broker.ended();
    }

    @Override
    public TallyException explainEnd() {
      return broker.explainEnd();
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
