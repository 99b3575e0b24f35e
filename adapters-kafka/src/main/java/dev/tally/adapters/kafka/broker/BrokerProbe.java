package dev.tally.adapters.kafka.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a broker, in Kafka's protocol, whether it serves clients. */
record BrokerProbe(Map<String, String> clientProperties) {

  static final Duration TIMEOUT = Duration.ofSeconds(20);

  /**
   * Returns when the broker has described its cluster, or throws why it did not in the time that
   * the client properties give, or in one that is long even for a machine with too much to do.
   */
  void check(String bootstrapServers) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(clientProperties);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "tally-broker-probe");
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    Admin admin = Admin.create(settings);
    try {
      admin.describeCluster().controller().get();
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
