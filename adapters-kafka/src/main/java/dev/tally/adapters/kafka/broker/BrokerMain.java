package dev.tally.adapters.kafka.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The broker's JVM. It serves one data directory, tells its parent through the {@link ParentPipe}
 * how it fares, and stops when standard input ends, that is when the parent closes it or is dead,
 * and no other process uses the broker any more. SIGTERM stops it at once; SIGINT and SIGHUP are
 * the parent's to handle.
 */
final class BrokerMain {

  /** Exit code of a broker that could not start. */
  static final int EXIT_FAILED = 1;

  /** Exit code of a broker that found its data directory in use. */
  static final int EXIT_REFUSED = 3;

  private final BrokerArguments arguments;
  private final BrokerDirectory directory;
  private final ParentPipe parent;

  private BrokerMain(BrokerArguments arguments, ParentPipe parent) {
    this.arguments = arguments;
    this.directory = BrokerDirectory.create(arguments.dataDirectory());
    this.parent = parent;
  }

  /** Runs the broker; the arguments are those of {@code BrokerArguments}. */
  public static void main(String[] args) {
    ParentPipe parent = new ParentPipe(System.out);
    // Whatever a library prints must not look like a line to the parent.
    System.setOut(System.err);
    TerminalSignals.ignore();
    BrokerArguments arguments = BrokerArguments.parse(args);
    try {
      System.exit(new BrokerMain(arguments, parent).run());
    } catch (Throwable e) { // of any kind: the parent waits for an answer
      LoggerFactory.getLogger(BrokerMain.class).error("The broker could not start or go on", e);
      parent.failed(arguments.failure().explainStart(e, arguments.port()));
      System.exit(EXIT_FAILED);
    }
  }

  private int run() throws Exception {
    Optional<FileChannel> claim = BrokerLock.claim(directory);
    if (claim.isEmpty()) {
      parent.failed(RunningBroker.alreadyOn(directory));
      return EXIT_REFUSED;
    }
    serve(claim.get());
    return 0;
  }

  private void serve(FileChannel claim) throws Exception {
    Files.deleteIfExists(directory.addressFile());
    KRaftNode node =
        KRaftNode.start(
            ServerProperties.of(directory, arguments.port(), arguments.serverProperties()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, claim), "broker-stop"));
    new RunningBroker(ProcessHandle.current().pid(), node.bootstrapServers(), arguments.logFile())
        .publish(directory.addressFile());
    parent.ready(node.bootstrapServers());
    System.in.transferTo(OutputStream.nullOutputStream()); // returns when the parent is gone
    awaitEndOfUse();
  }

  private void awaitEndOfUse() throws IOException {
    List<Path> users = StartLock.holding(directory, this::usersElseRetire);
    while (!users.isEmpty()) {
      parent.stays();
      for (Path user : users) {
        UserLease.awaitEnd(user);
      }
      users = StartLock.holding(directory, this::usersElseRetire);
    }
  }

  private List<Path> usersElseRetire() throws IOException {
    List<Path> users = UserLease.alive(directory);
    if (users.isEmpty()) {
      // From here on nobody joins: whoever comes next starts a broker that waits for our claim.
      Files.deleteIfExists(directory.addressFile());
    }
    return users;
  }

  private void stop(KRaftNode node, FileChannel claim) {
    try {
      Files.deleteIfExists(directory.addressFile());
      node.stop();
      claim.close();
    } catch (IOException e) {
      LoggerFactory.getLogger(BrokerMain.class).warn("Could not tidy up {}", directory.root(), e);
    }
  }
}
