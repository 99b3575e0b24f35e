package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens jobs' ledgers: one transactional producer each, and a state topic beside the output. */
final class KafkaJobLedgers implements JobLedgers {

  @Override
  public JobLedger open(String job, TopicInput<?> input, TopicOutput<?> output) {
    Cluster cluster = output.cluster();
    prepareTopics(cluster, job, output.topic());
    Map<String, Object> settings = ClientSettings.transactions(cluster, "ledger-" + job);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, StateTopic.identity(job, output.topic()));
    LedgerTransactions transactions;
    try {
      transactions =
          new LedgerTransactions(
              cluster,
              job,
              new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(cluster, e);
    }
    transactions.takeOver();
    return new KafkaJobLedger(job, input, output, transactions);
  }

  private static void prepareTopics(Cluster cluster, String job, String output) {
    try (AdminSession session = AdminSession.open(cluster)) {
      if (new TopicCensus(session).partitions(output).isEmpty()) {
        throw KafkaFailure.noSuchTopic(cluster, output);
      }
      new TopicCreation(session, cluster)
          .createIfMissing(StateTopic.nameFor(job, output), 1, TopicCreation.COMPACTED);
    }
  }
}
