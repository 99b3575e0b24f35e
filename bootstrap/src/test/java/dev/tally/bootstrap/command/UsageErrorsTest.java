package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "brokr|There is no command 'brokr'.|Did you mean broker? See ./tally --help",
        "run|Which job? There is: behavior-counts, minute-windows, sales-summary.|See ./tally run --help",
        "run behavior-count|There is no command 'behavior-count'.|Did you mean behavior-counts? See ./tally run --help",
        "run behavior-counts --enigne flink|There is no option '--enigne'.|Did you mean --engine? See ./tally run behavior-counts --help",
        "run behavior-counts --engine storm|Invalid value for option '--engine': 'storm' is none of in-process, flink, spark.|See ./tally run behavior-counts --help",
        "run behavior-counts --from yesterday|Invalid value for option '--from': 'yesterday' is none of earliest, latest, committed.|See ./tally run behavior-counts --help",
        "run behavior-counts --fresh --restore-from-output|--fresh and --restore-from-output contradict each other.|Give one of them.",
        "run behavior-counts --from committed --fresh|--fresh and --from committed contradict each other.|Give one of them.",
        "run minute-windows --restore-from-output --from latest|--restore-from-output and --from latest contradict each other.|Give one of them.",
        "run behavior-counts --wait-for-broker soon|Invalid value for option '--wait-for-broker': 'soon' is no span of time: a whole number and ms, s, m, h or d, such as 500ms or 1s.|See ./tally run behavior-counts --help",
        "run behavior-counts --until noon|Invalid value for option '--until': 'noon' is none of end, forever.|See ./tally run behavior-counts --help",
        "run behavior-counts --emit-every 1|Invalid value for option '--emit-every': '1' is no span of time: a whole number and ms, s, m, h or d, such as 500ms or 1s.|See ./tally run behavior-counts --help",
        "run behavior-counts --zone Mars|Invalid value for option '--zone': 'Mars' is no time zone: a name such as UTC, Asia/Seoul or +09:00.|See ./tally run behavior-counts --help",
        "run behavior-counts --parallelism 0|--parallelism takes 1 to 1024, not 0.|",
        "run behavior-counts --emit-every 0s|--emit-every takes at least 1ms.|",
        "run behavior-counts --commit-every 31s|--commit-every takes at most 30s.|",
        "run minute-windows --engine spark --commit-every 1s|--commit-every is for the in-process engine: Flink commits with its checkpoints, Spark with every pass.|Leave it out, or run in-process.",
        "run behavior-counts --bootstrap-servers localhost|'localhost' is no broker address.|Name it as HOST:PORT, several with commas between: --bootstrap-servers localhost:9092",
        "run behavior-counts --bootstrap-servers a:1,b:99999|'b:99999' is no broker address.|Name it as HOST:PORT, several with commas between: --bootstrap-servers localhost:9092",
        "generate behaviors --rate fast|Invalid value for option '--rate': 'fast' is no rate: events per second, such as 10 or 0.5, or max.|See ./tally generate behaviors --help",
        "generate behaviors --rate 0|Invalid value for option '--rate': '0' is no rate: events per second, such as 10 or 0.5, or max.|See ./tally generate behaviors --help",
        "generate behaviors --count -1|--count takes 0 or more, not -1.|",
        "generate behaviors --start noon|Invalid value for option '--start': 'noon' is no time: write it as 2025-04-21T14:10:45Z.|See ./tally generate behaviors --help",
        "generate behaviors --verbose --quiet|--verbose and --quiet exclude each other.|",
        "watch|Missing required parameter: 'TOPIC'.|See ./tally watch --help",
        "topics now|'now' is one argument too many.|See ./tally topics --help",
        "broker --port 70000|--port takes 0 to 65535, not 70000.|",
        "run minute-windows --window 0s|--window takes at least 1ms.|",
        "run minute-windows --idle-after 0ms|--idle-after takes at least 1ms.|",
        "run minute-windows --watermark-delay soon|Invalid value for option '--watermark-delay': 'soon' is no span of time: a whole number and ms, s, m, h or d, such as 500ms or 1s.|See ./tally run minute-windows --help",
        "generate messages --spread 999ms|--spread takes 1s to 20000d.|",
        "generate messages --spread 20001d|--spread takes 1s to 20000d.|",
        "generate messages --late-share 1.1|--late-share takes 0 to 1, not 1.1.|",
        "generate messages --future-share NaN|--future-share takes 0 to 1, not NaN.|",
        "generate messages --count -1|--count takes 0 or more, not -1.|",
        "demo sales|There is no demo of 'sales'.|The jobs with a demo: behavior-counts, minute-windows, sales-summary",
        "demo --count 0|--count takes 1 or more, not 0.|",
      })
  void wrongCommandLineIsAnsweredInOneOrTwoLines(String line, String what, String fix) {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute(line)).isEqualTo(2);
    assertThat(tally.terminal.errors())
        .isEqualTo("tally: " + what + "\n" + (fix == null ? "" : fix + "\n"));
    assertThat(tally.terminal.output()).isEmpty();
    assertThat(tally.brokerCalls).isEmpty();
  }

  @Test
  void helpDocumentsEveryExitCode() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("--help")).isZero();
    assertThat(tally.terminal.output())
        .contains(
            """
            Exit codes:
              0     The command did what it was asked to.
              1     A job failed, its accounting or a check did not hold, or Tally itself is at fault.
              2     An option or argument that cannot be right.
              3     The broker did not answer, or refused the login.
              4     A topic or file that does not exist.
              5     The broker or the file system denies access.
              6     Something else holds the data directory, the port or the job.
              7     Kept state is missing, damaged or does not fit the request.
              8     Input that was told not to be accepted, or that is no such data.
              130   Ended by Ctrl-C; a first one ends gracefully, a second one at once.
              143   Ended by SIGTERM; a first one ends gracefully, a second one at once.
            """);
  }

  @Test
  void missingConfigurationFileIsNamed() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("topics --kafka-config client.properties")).isEqualTo(4);
    assertThat(tally.terminal.errors())
        .isEqualTo(
            "tally: There is no file %s.%nName Kafka's client properties file with --kafka-config.%n"
                .formatted(directory.resolve("client.properties")));
  }

  @Test
  void passwordsThatEverybodyCanReadAreToldOf() throws IOException {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    Path config = directory.resolve("login.properties");
    Files.writeString(config, "bootstrap.servers=in-memory:0\nssl.truststore.password=x\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    tally.execute("topics --kafka-config login.properties");
    assertThat(tally.terminal.errors())
        .startsWith(
            "Everybody on this machine can read the passwords in login.properties: chmod 600 login.properties\n");

    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    tally.execute("topics --kafka-config login.properties");
    assertThat(tally.terminal.errors()).doesNotContain("Everybody");
  }

  @Test
  void versionNamesWhatWasBuiltIn() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("version")).isZero();
    assertThat(tally.terminal.output())
        .containsPattern("(?m)^engine flink +[0-9]+\\.[0-9]+\\.[0-9]+$")
        .containsPattern("(?m)^engine spark +[0-9]+\\.[0-9]+\\.[0-9]+$")
        .containsPattern("(?m)^flink-connector-kafka +[0-9].*$")
        .containsPattern("(?m)^kafka-clients +[0-9]+\\.[0-9]+\\.[0-9]+$")
        .containsPattern("(?m)^scala +2\\.[0-9]+\\.[0-9]+$")
        .doesNotContain("${");
  }
}
