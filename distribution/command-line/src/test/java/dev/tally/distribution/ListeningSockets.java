package dev.tally.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process waits for connections, as Linux tells it. */
final class ListeningSockets {

  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)]");
  private static final String LISTENS = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD_BYTES = 4;

  private ListeningSockets() {}

  /** Returns the addresses of all TCP sockets on which the process listens. */
  static List<InetAddress> of(long pid) throws IOException {
    Set<String> inodes = inodes(Path.of("/proc/%d/fd".formatted(pid)));
    List<InetAddress> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      List<String> lines = Files.readAllLines(Path.of("/proc/%d/net/%s".formatted(pid, table)));
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[STATE].equals(LISTENS) && inodes.contains(fields[INODE])) {
          addresses.add(address(fields[LOCAL]));
        }
      }
    }
    return addresses;
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    try (Stream<Path> files = Files.list(descriptors)) {
      return files
          .map(ListeningSockets::target)
          .map(SOCKET::matcher)
          .filter(Matcher::matches)
          .map(socket -> socket.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  // In words of four bytes, each with its last byte first.
  private static InetAddress address(String hexAddressAndPort) throws IOException {
    byte[] bytes =
        HexFormat.of().parseHex(hexAddressAndPort.substring(0, hexAddressAndPort.indexOf(':')));
    for (int word = 0; word < bytes.length; word += WORD_BYTES) {
      List<Byte> turned = new ArrayList<>();
      for (int i = 0; i < WORD_BYTES; i++) {
        turned.add(bytes[word + i]);
      }
      Collections.reverse(turned);
      for (int i = 0; i < WORD_BYTES; i++) {
        bytes[word + i] = turned.get(i);
      }
    }
    return InetAddress.getByAddress(bytes);
  }
}
