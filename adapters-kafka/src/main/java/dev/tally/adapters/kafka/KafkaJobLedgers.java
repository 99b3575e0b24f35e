package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Opens jobs' ledgers: two transactional producers each, and a state topic beside the output. */
final class KafkaJobLedgers implements JobLedgers {

  @Override
  public JobLedger open(String job, TopicInput<?> input, TopicOutput<?> output) {
    Cluster cluster = output.cluster();
    requireTopic(cluster, output.topic());
    // Meanwhile: where it is missing there is no other run that would be fenced in vain.
    CompletableFuture<Void> stateTopic =
        CompletableFuture.runAsync(() -> prepareStateTopic(cluster, job, output.topic()));
    LedgerTransactions transactions =
        LedgerTransactions.takeOver(
            cluster,
            job,
            StateTopic.identity(job, output.topic()),
            ClientSettings.transactions(cluster, "ledger-" + job));
    try {
      stateTopic.join();
    } catch (CompletionException e) {
      transactions.close();
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
    return new KafkaJobLedger(job, input, output, transactions);
  }

  private static void requireTopic(Cluster cluster, String output) {
    try (AdminSession session = AdminSession.open(cluster)) {
      if (new TopicCensus(session).partitions(output).isEmpty()) {
        throw KafkaFailure.noSuchTopic(cluster, output);
      }
    }
  }

  private static void prepareStateTopic(Cluster cluster, String job, String output) {
    try (AdminSession session = AdminSession.open(cluster)) {
      new TopicCreation(session, cluster)
          .createIfMissing(
              StateTopic.nameFor(job, output), StateTopic.PARTITIONS, TopicCreation.COMPACTED);
    }
  }
}
