package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nicolas Seriot's JSONTestSuite, where it lies beside the repository or where {@code
 * -Dtally.outside} says. Each file is taken as a record, which is never an event, and as the value
 * of a field that may hold anything, which makes an event of whatever is JSON.
 */
final class JsonTestSuiteTest {

  private static final Path FILES =
      Path.of(System.getProperty("tally.outside", "../../shared/outside"))
          .resolve("json-test-suite/test_parsing");

  private final BehaviorEventDecoder decoder = new BehaviorEventDecoder();

  @BeforeAll
  static void requireFiles() {
    assumeTrue(
        Files.isDirectory(FILES),
        () -> "JSONTestSuite is not at %s: name its place with -Dtally.outside".formatted(FILES));
  }

  @Test
  void theSuiteIsWhole() throws IOException {
    assertThat(mustBeRead()).hasSize(95);
    assertThat(mustBeRefused()).hasSize(188);
    assertThat(mayBeEither()).hasSize(35);
  }

  @ParameterizedTest
  @MethodSource("mustBeRead")
  void readsWhatIsJson(Path file) throws IOException {
    String verdict = verdict(asField(Files.readAllBytes(file)));

    if (file.getFileName().toString().contains("duplicated_key")) {
      assertThat(verdict).startsWith("a name occurs twice"); // JSON, but which value is meant?
    } else {
      assertThat(verdict).isEqualTo("event");
    }
  }

  @ParameterizedTest
  @MethodSource("mustBeRefused")
  void refusesWhatIsNotJson(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);

    assertThat(verdict(bytes)).isNotEqualTo("event");
    assertThat(verdict(asField(bytes))).isNotEqualTo("event");
  }

  @ParameterizedTest
  @MethodSource("mayBeEither")
  void survivesWhatTheStandardLeavesOpen(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);

    assertThat(verdict(bytes)).isNotEqualTo("event");
    assertThat(verdict(asField(bytes))).isNotEmpty();
  }

  static List<Path> mustBeRead() throws IOException {
    return files("y_");
  }

  static List<Path> mustBeRefused() throws IOException {
    return files("n_");
  }

  static List<Path> mayBeEither() throws IOException {
    return files("i_");
  }

  private static List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private String verdict(byte[] record) {
    try {
      assertThat(decoder.decode(record, 0, record.length))
          .isEqualTo(new BehaviorEvent("books", "view"));
      return "event";
    } catch (UndecodableException e) {
      return e.reason();
    }
  }

  private static byte[] asField(byte[] value) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes("{\"category\":\"books\",\"any\":".getBytes(StandardCharsets.US_ASCII));
    record.writeBytes(value);
    record.writeBytes(",\"behavior\":\"view\"}".getBytes(StandardCharsets.US_ASCII));
    return record.toByteArray();
  }
}
