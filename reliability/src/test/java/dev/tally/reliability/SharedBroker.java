package dev.tally.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one broker for all classes of a run. A test that kills it brings it back. Classes run
 * one after the other.
 */
final class SharedBroker implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Broker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Held held =
        context
            .getRoot()
            .getStore(Namespace.create(SharedBroker.class))
            .computeIfAbsent(Held.class, key -> Held.start(), Held.class);
    return held.alive();
  }

  private record Held(Broker broker, Path directory) implements AutoCloseable {

    static Held start() {
      try {
        Path directory = Files.createTempDirectory("tally-reliability");
        return new Held(Broker.start(directory), directory);
      } catch (IOException e) {
        throw new IllegalStateException("no broker", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("no broker", e);
      }
    }

    // A test may have failed after it had killed the broker.
    Broker alive() {
      try {
        if (!broker.isAlive()) {
          broker.restart();
        }
        return broker;
      } catch (IOException e) {
        throw new IllegalStateException("no broker", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("no broker", e);
      }
    }

    @Override
    public void close() throws IOException {
      broker.close();
      List<Path> files;
      try (Stream<Path> all = Files.walk(directory)) {
        files = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
