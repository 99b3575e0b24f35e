package dev.tally.adapters.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Keeps passwords out of Spark's options, which its plans repeat in logs, whatever is set for
 * redaction: Spark gets references, and the Kafka clients ask here for what they stand for. That
 * works within one process, which Spark's local mode is.
 *
 * <p>Public, since Kafka makes it from its name. Thread-safe.
 */
public final class KeptSecrets implements ConfigProvider {

  private static final String PROVIDERS = "config.providers";
  private static final String NAME = "tally";
  private static final Map<String, ConfigDef.ConfigKey> KNOWN = known();
  private static final ConcurrentMap<Map<String, String>, String> PLACES =
      new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, Map<String, String>> KEPT = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** For Kafka. */
  public KeptSecrets() {}

  /** Returns the client properties with references in place of secrets. */
  static Map<String, String> referTo(Map<String, String> clientProperties) {
    Map<String, String> secrets = new HashMap<>(clientProperties);
    secrets.entrySet().removeIf(property -> !isSecret(property.getKey(), property.getValue()));
    if (secrets.isEmpty()) {
      return clientProperties;
    }
    // The same secrets, the same place: Spark shares clients of equal options.
    String place =
        PLACES.computeIfAbsent(
            Map.copyOf(secrets), any -> Integer.toString(NUMBERS.incrementAndGet()));
    KEPT.put(place, secrets);
    Map<String, String> references = new HashMap<>(clientProperties);
    secrets
        .keySet()
        .forEach(name -> references.put(name, "${%s:%s:%s}".formatted(NAME, place, name)));
    references.merge(PROVIDERS, NAME, (others, ours) -> others + "," + ours);
    references.put(PROVIDERS + "." + NAME + ".class", KeptSecrets.class.getName());
    return references;
  }

  // What Kafka does not know is for a login module or the like. A reference of the user's own is
  // none.
  private static boolean isSecret(String name, String value) {
    ConfigDef.ConfigKey key = KNOWN.get(name);
    boolean mayBe = key == null || key.type() == ConfigDef.Type.PASSWORD;
    return mayBe && !name.startsWith(PROVIDERS) && !value.contains("${");
  }

  private static Map<String, ConfigDef.ConfigKey> known() {
    Map<String, ConfigDef.ConfigKey> known = new HashMap<>(ConsumerConfig.configDef().configKeys());
    known.putAll(ProducerConfig.configDef().configKeys());
    return known;
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(KEPT.getOrDefault(path, Map.of()));
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    Map<String, String> found = new HashMap<>(KEPT.getOrDefault(path, Map.of()));
    found.keySet().retainAll(keys);
    return new ConfigData(found);
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
