package dev.tally.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every benchmark once, with few events, as a user starts it: that it works, and that what it found
 * is true. How fast anybody was is not looked at. Forms take turns: tuned ones count behaviors and
 * sum up sales, default ones count windows.
 */
class BenchIT {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("tally.launcher", "tally")).toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

  @TempDir static Path folder;

  @Test
  void behaviorsAreCountedRight() throws Exception {
    bench("throughput --job behavior-counts --only Tally|tuned|bare|discard|noop");
    assertThat(contestants("throughput-behavior-counts")).hasSize(12).allMatch(BenchIT::hasNumber);
    assertThat(folder.resolve("out/throughput-behavior-counts.md"))
        .content()
        .contains("**Tally in-process**", "Kafka Streams DSL, tuned", "exact after any crash");
    assertThat(folder.resolve("out/bar.md")).content().contains("behavior-counts on flink");
  }

  @Test
  void windowsAreRight() throws Exception {
    bench("throughput --job minute-windows --only Tally.in|default");
    assertThat(contestants("throughput-minute-windows")).hasSize(4).allMatch(BenchIT::hasNumber);
  }

  @Test
  void salesAreSummedUpRight() throws Exception {
    bench("throughput --job sales-summary --only Tally.in|DuckDB|newline|tuned");
    assertThat(contestants("throughput-sales-summary")).hasSize(5).allMatch(BenchIT::hasNumber);
  }

  @Test
  void wrongResultHasNoNumberAndFails() throws Exception {
    Path data = Files.createDirectories(folder.resolve("wrong"));
    Files.writeString(data.resolve("sales-800.csv.truth"), "books,1.00,1.00,1,1\n");
    String line = "throughput --job sales-summary --only Tally.in --rows 800";
    assertThat(run(line, data, folder.resolve("wrong-out"))).isEqualTo(1);
    assertThat(folder.resolve("wrong-out/throughput-sales-summary.md"))
        .content()
        .contains("no number: its result is wrong");
  }

  @Test
  void latencyIsMeasured() throws Exception {
    bench("latency --rate 500 --seconds 1 --warm-up 1 --only echo|in-process");
    assertThat(folder.resolve("out/latency.png")).isNotEmptyFile();
    JsonNode found = figures("latency");
    for (String contestant :
        List.of(
            "two-hop echo",
            "two-hop echo, exactly once",
            "Tally in-process, at least once",
            "Tally in-process, exactly once")) {
      assertThat(found.path(contestant).path("p99").path("median").asDouble())
          .as(contestant)
          .isPositive();
    }
  }

  @Test
  void startupIsMeasured() throws Exception {
    bench("startup --only Tally.in|passed");
    assertThat(folder.resolve("out/startup.png")).isNotEmptyFile();
    JsonNode found = figures("startup");
    for (String contestant :
        List.of("Tally in-process", "flink, values passed on", "spark, values passed on")) {
      assertThat(found.path(contestant).path("firstResultSeconds").path("median").asDouble())
          .as(contestant)
          .isPositive();
    }
  }

  @Test
  void generatorsSendAllEvents() throws Exception {
    bench("generator");
    assertThat(contestants("generator")).hasSize(3).allMatch(BenchIT::hasNumber);
  }

  @Test
  void stoppedBenchmarkLeavesNoProcess() throws Exception {
    Path data = folder.resolve("stopped");
    Process bench = start("throughput --job behavior-counts", data, folder.resolve("stopped-out"));
    try {
      Path first = data.resolve("attempts/attempt-1/output.txt");
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.exists(first) && bench.isAlive() && System.nanoTime() < deadline) {
        bench.waitFor(20, TimeUnit.MILLISECONDS);
      }
      List<ProcessHandle> children = bench.descendants().toList();
      assertThat(children).as("broker and contestant").hasSizeGreaterThan(1);
      bench.destroy();
      assertThat(bench.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle child : children) {
        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      end(bench);
    }
  }

  private static void bench(String line) throws IOException, InterruptedException {
    assertThat(run(line, folder.resolve("data"), folder.resolve("out")))
        .as("exit code of bench %s; it said: %s", line, output())
        .isZero();
  }

  private static int run(String line, Path data, Path out)
      throws IOException, InterruptedException {
    Process bench = start(line, data, out);
    try {
      assertThat(bench.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return bench.exitValue();
    } finally {
      end(bench);
    }
  }

  /** Ends a benchmark that has taken too long so that it takes its children along. */
  private static void end(Process bench) throws InterruptedException {
    bench.destroy();
    if (!bench.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      bench.destroyForcibly();
    }
  }

  private static Process start(String line, Path data, Path out) throws IOException {
    List<String> words = new ArrayList<>(List.of(LAUNCHER.toString(), "bench"));
    words.addAll(List.of(line.split(" ", -1)));
    words.addAll(List.of("--rounds", "1", "--events", "2000"));
    if (!line.contains("--rows")) {
      words.addAll(List.of("--rows", "4000"));
    }
    words.addAll(List.of("--data-dir", data.toString(), "--out", out.toString()));
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  private static String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }

  private static Iterable<JsonNode> contestants(String name) throws IOException {
    return figures(name).path("contestants");
  }

  private static JsonNode figures(String name) throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(folder.resolve("out").resolve(name + ".json").toFile());
  }

  private static boolean hasNumber(JsonNode contestant) {
    return contestant.path("coldRate").path("median").asDouble() > 0;
  }
}
