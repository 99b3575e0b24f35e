package dev.tally.bootstrap.command;

import dev.tally.bootstrap.console.TextTable;
import dev.tally.bootstrap.console.TextTable.Align;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code version}. */
@Command(
    name = "version",
    description = "Prints the engine, connector, client and Scala versions that were built in.")
final class VersionCommand implements Callable<Integer> {

  private final Environment environment;

  VersionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.console().print(lines(builtIn()));
    return ExitCode.OK.code();
  }

  private static List<String> lines(Properties versions) {
    TextTable table = new TextTable(List.of("part", "version"), List.of(Align.LEFT, Align.LEFT));
    String tally = versions.getProperty("tally", "");
    table.add(List.of("tally", tally));
    table.add(List.of("engine in-process", tally));
    table.add(List.of("engine flink", versions.getProperty("flink", "")));
    table.add(List.of("engine spark", versions.getProperty("spark", "")));
    table.add(List.of("flink-connector-kafka", versions.getProperty("flink-connector-kafka", "")));
    table.add(List.of("spark-sql-kafka-0-10", versions.getProperty("spark", "")));
    table.add(List.of("kafka-clients", versions.getProperty("kafka", "")));
    table.add(List.of("embedded kafka broker", versions.getProperty("kafka", "")));
    table.add(List.of("scala", versions.getProperty("scala", "")));
    table.add(List.of("jackson", versions.getProperty("jackson", "")));
    table.add(List.of("java (running)", System.getProperty("java.version", "")));
    return table.lines();
  }

  private static Properties builtIn() {
    Properties versions = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        throw new IllegalStateException("versions.properties was not built in");
      }
      versions.load(in);
      return versions;
    } catch (IOException e) {
      throw new IllegalStateException("versions.properties cannot be read", e);
    }
  }
}
