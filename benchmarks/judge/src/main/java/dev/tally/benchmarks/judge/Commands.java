package dev.tally.benchmarks.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command lines of contestants: Tally's as its own launcher makes them, and peers' in kind. */
final class Commands {

  private static final String ENGINE = "--engine";
  private static final String COMPILER = "-XX:Tier4";

  private final Path launcher;
  private final Path benchmarks;
  private final String servers;
  private final Map<String, List<String>> tally = new HashMap<>();

  /**
   * Prepares the commands.
   *
   * @param launcher Tally's launcher
   * @param benchmarks where the peers' libraries are laid out
   * @param servers the broker
   */
  Commands(Path launcher, Path benchmarks, String servers) {
    this.launcher = launcher;
    this.benchmarks = benchmarks;
    this.servers = servers;
  }

  /**
   * Returns a Tally command. The launcher is asked once for each engine what it would start: its
   * own look for Java and for changed sources is not the product's speed.
   */
  List<String> tally(String engine, List<String> arguments) {
    List<String> words = new ArrayList<>(tally.computeIfAbsent(engine, this::launched));
    words.addAll(arguments);
    return words;
  }

  /** Returns the same Tally command as a user types it. */
  List<String> throughLauncher(String engine, List<String> words) {
    List<String> typed = new ArrayList<>(List.of(launcher.toString()));
    typed.addAll(words.subList(tally(engine, List.of()).size(), words.size()));
    return typed;
  }

  /** Has the launcher asked again what it starts for an engine: it may have learnt. */
  void forget(String engine) {
    tally.remove(engine);
  }

  /** Returns a Tally command that talks to the broker. */
  List<String> tallyOnTopics(String engine, List<String> arguments) {
    List<String> words = tally(engine, arguments);
    words.add("--bootstrap-servers");
    words.add(servers);
    return words;
  }

  /** Returns the command of a peer whose main class is in one of the benchmarks' modules. */
  List<String> peer(String module, String mainClass, Attempt attempt, String... told) {
    List<String> words = new ArrayList<>(java(module));
    words.add("dev.tally.benchmarks." + module + "." + mainClass);
    words.add("servers=" + servers);
    words.add("topic=" + attempt.input());
    words.add("output=" + attempt.output());
    words.add("folder=" + attempt.folder());
    words.addAll(List.of(told));
    return words;
  }

  /**
   * Returns the start of a command on the libraries of a module: Java, with the compiler's
   * thresholds that Tally's launcher sets, and no settings of its own.
   */
  List<String> java(String module) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Djava.awt.headless=true");
    tally(TopicContestants.IN_PROCESS, List.of()).stream()
        .filter(word -> word.startsWith(COMPILER))
        .forEach(words::add);
    if (module.equals("spark")) {
      words.add("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
    }
    words.add("-cp");
    words.add(benchmarks.resolve("lib/tally-benchmarks-" + module) + "/*");
    return words;
  }

  private List<String> launched(String engine) {
    List<String> asked = List.of(launcher.toString(), "version", ENGINE, engine);
    ProcessBuilder builder =
        new ProcessBuilder(asked).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TALLY_SHOW_COMMAND", "1");
    try {
      Process process = builder.start();
      List<String> words =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      if (process.waitFor() != 0 || words.size() < asked.size()) {
        throw new IllegalStateException(launcher + " does not say how it starts Tally: " + words);
      }
      return words.subList(0, words.size() - asked.size() + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
