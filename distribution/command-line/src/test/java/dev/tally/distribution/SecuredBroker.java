package dev.tally.distribution;

import dev.tally.adapters.kafka.broker.BrokerOptions;
import dev.tally.adapters.kafka.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker that wants TLS and a login, with SCRAM-SHA-512, and the files that its clients need. A
 * second listener asks for neither.
 */
final class SecuredBroker implements AutoCloseable {

  /** Passwords that occur nowhere by chance. */
  static final List<String> SECRETS = List.of("canary-login-8Qz4tX", "canary-store-5Jm2vK");

  /** For a machine that has other things to do as well. */
  static final Map<String, String> PATIENCE =
      Map.of("default.api.timeout.ms", "60000", "request.timeout.ms", "60000");

  private static final String PASSWORD = SECRETS.get(0);
  private static final String STORE_PASSWORD = SECRETS.get(1);

  private final Path secrets;
  private final EmbeddedBroker broker;
  private final int plainPort;

  private SecuredBroker(Path secrets, EmbeddedBroker broker, int plainPort) {
    this.secrets = secrets;
    this.broker = broker;
    this.plainPort = plainPort;
  }

  /**
   * Starts the broker.
   *
   * @param secrets an empty folder for keys and passwords, the only place where they are
   * @param data the broker's data directory
   */
  static SecuredBroker start(Path secrets, Path data) throws IOException, InterruptedException {
    Files.writeString(secrets.resolve("store-password"), STORE_PASSWORD);
    makeKey(secrets, "broker", "ip:127.0.0.1");
    makeKey(secrets, "stranger", "ip:127.0.0.1");
    trust(secrets, "broker");
    trust(secrets, "stranger");
    int plainPort = freePort();
    Path server = write(secrets.resolve("server.properties"), serverProperties(secrets, plainPort));
    Map<String, String> patient = new TreeMap<>(clientProperties(secrets));
    patient.putAll(PATIENCE);
    BrokerOptions options = BrokerOptions.defaults().withServerProperties(server, patient);
    return new SecuredBroker(secrets, EmbeddedBroker.start(data, options), plainPort);
  }

  /** Returns where clients connect by TLS and login. */
  String address() {
    return broker.bootstrapServers();
  }

  /** Returns where clients connect without. */
  String plainAddress() {
    return "127.0.0.1:" + plainPort;
  }

  /** Makes a topic. */
  void createTopic(String name, int partitions) throws InterruptedException, ExecutionException {
    Map<String, Object> settings = new HashMap<>(PATIENCE);
    settings.put("bootstrap.servers", plainAddress());
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  /** Returns the process id. */
  long pid() {
    return broker.pid();
  }

  /** Returns a file of client properties that are right but for the changes; blank removes one. */
  Path clientConfig(String name, Map<String, String> changes) throws IOException {
    Map<String, String> properties = new TreeMap<>(clientProperties(secrets));
    properties.put("bootstrap.servers", address());
    properties.putAll(changes);
    properties.values().removeIf(String::isBlank);
    return write(secrets.resolve(name + ".properties"), properties);
  }

  /** Returns the change that names another password. */
  static Map<String, String> wrongPassword() {
    return Map.of("sasl.jaas.config", login("guess"));
  }

  /** Returns the change that trusts somebody else. */
  Map<String, String> wrongTrust() {
    return Map.of("ssl.truststore.location", secrets.resolve("trust-stranger.p12").toString());
  }

  private static Map<String, String> clientProperties(Path secrets) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        login(PASSWORD),
        "ssl.truststore.location",
        secrets.resolve("trust-broker.p12").toString(),
        "ssl.truststore.password",
        STORE_PASSWORD);
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ann\" password=\"%s\";"
        .formatted(password);
  }

  private static Map<String, String> serverProperties(Path secrets, int plainPort) {
    return Map.ofEntries(
        Map.entry(
            "listeners",
            "CLIENT://127.0.0.1:0,PLAIN://127.0.0.1:%d,CONTROLLER://127.0.0.1:0"
                .formatted(plainPort)),
        Map.entry(
            "listener.security.protocol.map",
            "CLIENT:SASL_SSL,PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAIN"),
        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
        Map.entry(
            "listener.name.client.scram-sha-512.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
        Map.entry("ssl.keystore.location", secrets.resolve("broker.p12").toString()),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.password", STORE_PASSWORD),
        Map.entry("tally.add-scram", "SCRAM-SHA-512=[name=ann,password=%s]".formatted(PASSWORD)));
  }

  private static void makeKey(Path secrets, String name, String address)
      throws IOException, InterruptedException {
    keytool(
        secrets,
        "-genkeypair -alias %s -keyalg EC -groupname secp256r1 -dname CN=%s -ext san=%s -validity 2 -keystore %s.p12"
            .formatted(name, name, address, name));
  }

  private static void trust(Path secrets, String name) throws IOException, InterruptedException {
    keytool(
        secrets, "-exportcert -alias %s -keystore %s.p12 -file %s.crt".formatted(name, name, name));
    keytool(
        secrets,
        "-importcert -noprompt -alias %s -keystore trust-%s.p12 -file %s.crt"
            .formatted(name, name, name));
  }

  private static void keytool(Path secrets, String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(line.split(" ", -1)));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass:file", "store-password"));
    Path output = secrets.resolve("keytool.txt");
    int code =
        new ProcessBuilder(command)
            .directory(secrets.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("keytool %s: %s".formatted(line, Files.readString(output)));
    }
  }

  private static Path write(Path file, Map<String, String> properties) throws IOException {
    List<String> lines =
        new TreeMap<>(properties)
            .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    Files.write(file, lines);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
