package dev.tally.adapters.kafka.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The topics of a data directory that no broker serves, told by its folders: one each partition.
 */
final class TopicsAtRest {

  private static final Pattern PARTITION = Pattern.compile("(.+)-[0-9]+");
  private static final Pattern INTERNAL = Pattern.compile("__.*|tally-.*-state");

  private TopicsAtRest() {}

  /** Returns the names of the topics that users made, in order. */
  static List<String> in(BrokerDirectory directory) throws IOException {
    if (!Files.isDirectory(directory.kafkaLogs())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(directory.kafkaLogs())) {
      return folders
          .map(folder -> PARTITION.matcher(folder.getFileName().toString()))
          .filter(Matcher::matches)
          .map(partition -> partition.group(1))
          .filter(name -> !INTERNAL.matcher(name).matches())
          .distinct()
          .sorted()
          .toList();
    }
  }
}
