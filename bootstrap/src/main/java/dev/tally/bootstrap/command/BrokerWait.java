package dev.tally.bootstrap.command;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.ReachBroker;
import dev.tally.bootstrap.wiring.Engine;
import java.time.Duration;
import java.util.Optional;

/** Waits for a broker that a command needs, saying what is in the way. */
record BrokerWait(Environment environment, Cluster cluster) {

  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  /**
   * Returns once the broker answers, or the user asks for the end.
   *
   * @throws TallyException where it does not in time
   */
  void await(Duration longest) {
    ReachBroker broker = environment.apps().on(Engine.IN_PROCESS).reachBroker();
    long deadline = environment.steadyNanos().getAsLong() + longest.toNanos();
    String said = "";
    Optional<String> obstacle = broker.obstacle(cluster);
    while (obstacle.isPresent() && !environment.stop().isRequested()) {
      if (environment.steadyNanos().getAsLong() - deadline >= 0) {
        throw new TallyException(
            Problem.UNREACHABLE,
            "Waited %s for the broker at %s: %s.%nStart it, or check --bootstrap-servers and bootstrap.servers in --kafka-config."
                .formatted(text(longest), cluster.bootstrapServers(), obstacle.get()));
      }
      if (!said.equals(obstacle.get())) {
        said = obstacle.get();
        environment
            .console()
            .note(
                "waiting up to %s for the broker at %s: %s"
                    .formatted(text(longest), cluster.bootstrapServers(), said));
      }
      environment.stop().await(ASK_EVERY);
      obstacle = broker.obstacle(cluster);
    }
  }

  private static String text(Duration span) {
    return span.toMillis() % 1_000 == 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
  }
}
