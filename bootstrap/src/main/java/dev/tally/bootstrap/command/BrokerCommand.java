package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.wiring.Brokers.Broker;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code broker}. */
@Command(
    name = "broker",
    description = "Runs the embedded Kafka broker until Ctrl-C, for other commands and programs.")
final class BrokerCommand implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65_535;

  private final Environment environment;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Where clients connect; 0 for a free port. Default: ${DEFAULT-VALUE}")
  int port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = Environment.DATA_DIRECTORY,
      description = "Where topics are kept. Default: ${DEFAULT-VALUE}")
  Path dataDirectory;

  BrokerCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new TallyException(
          Problem.USAGE, "--port takes 0 to %d, not %d.".formatted(HIGHEST_PORT, port));
    }
    try (Broker broker =
        environment.brokers().start(environment.directory().resolve(dataDirectory), port)) {
      environment
          .console()
          .print(
              "Broker ready at %s, data in %s, log in %s. Ctrl-C ends it."
                  .formatted(broker.bootstrapServers(), dataDirectory, broker.logFile()));
      CompletableFuture<Void> wish = new CompletableFuture<>();
      environment.stop().onRequest(() -> wish.complete(null));
      CompletableFuture.anyOf(wish, broker.ended()).join();
      if (!environment.stop().isRequested()) {
        throw broker.explainEnd();
      }
      return ExitCode.OK.code();
    }
  }
}
