package dev.tally.adapters.kafka.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that uses the embedded broker of a directory until it is released or killed. */
final class BrokerUser {

  private final Process process;
  private final BufferedReader output;

  private BrokerUser(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static BrokerUser start(Path dataDirectory) throws IOException {
    return new BrokerUser(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerUser.class.getName(),
                dataDirectory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Waits until the process has its broker. */
  Answer answer() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("BROKER ")) {
        String[] words = line.split(" ", 3);
        return new Answer(Long.parseLong(words[1]), Boolean.parseBoolean(words[2]));
      }
    }
    throw new IllegalStateException("The user process ended without a broker");
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets the process close its broker and end. */
  void release() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  record Answer(long brokerPid, boolean startedHere) {}

  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker =
        EmbeddedBroker.connectOrStart(Path.of(args[0]), BrokerOptions.defaults())) {
      System.out.println("BROKER " + broker.pid() + " " + broker.startedHere());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
