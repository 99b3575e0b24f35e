package dev.tally.adapters.kafka;

import java.net.InetSocketAddress;

/** An address as users and brokers write it, {@code host:port}; IPv6 hosts are in brackets. */
record HostAndPort(String host, int port) {

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException where it has no port
   */
  static HostAndPort of(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
    return new HostAndPort(host, Integer.parseInt(text.substring(colon + 1)));
  }

  /**
   * Looks the host up.
   *
   * @throws IllegalArgumentException where there is no such port
   */
  InetSocketAddress lookUp() {
    return new InetSocketAddress(host, port);
  }
}
