package dev.tally.adapters.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;

/** A broker that can do no more than tell its clients where to go. */
final class AdvertisingBroker implements AutoCloseable {

  private final ServerSocket server;
  private final String host;
  private final int advertisedPort;

  private AdvertisingBroker(ServerSocket server, String host, int advertisedPort) {
    this.server = server;
    this.host = host;
    this.advertisedPort = advertisedPort;
  }

  static AdvertisingBroker of(String host, int port) throws IOException {
    return started(new AdvertisingBroker(socket(), host, port));
  }

  static AdvertisingBroker ofItself() throws IOException {
    ServerSocket socket = socket();
    return started(new AdvertisingBroker(socket, "127.0.0.1", socket.getLocalPort()));
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static AdvertisingBroker started(AdvertisingBroker broker) {
    daemon(broker::acceptAll);
    return broker;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "advertising-broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      while (true) {
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(request));
        byte[] head =
            bytes(
                header.toResponseHeader().data(),
                header.apiKey().responseHeaderVersion(header.apiVersion()));
        byte[] body = bytes(answerTo(header.apiKey()), header.apiVersion());
        out.writeInt(head.length + body.length);
        out.write(head);
        out.write(body);
        out.flush();
      }
    } catch (IOException gone) {
      // the client has heard enough
    }
  }

  private ApiMessage answerTo(ApiKeys question) {
    if (question == ApiKeys.API_VERSIONS) {
      ApiVersionCollection versions = new ApiVersionCollection();
      for (ApiKeys key : ApiKeys.clientApis()) {
        versions.add(
            new ApiVersion()
                .setApiKey(key.id)
                .setMinVersion(key.oldestVersion())
                .setMaxVersion(key.latestVersion()));
      }
      return new ApiVersionsResponseData().setApiKeys(versions);
    }
    MetadataResponseData metadata =
        new MetadataResponseData().setClusterId("test").setControllerId(1);
    metadata
        .brokers()
        .add(new MetadataResponseBroker().setNodeId(1).setHost(host).setPort(advertisedPort));
    return metadata;
  }

  private static byte[] bytes(ApiMessage message, short version) {
    ByteBuffer buffer = MessageUtil.toByteBuffer(message, version);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
