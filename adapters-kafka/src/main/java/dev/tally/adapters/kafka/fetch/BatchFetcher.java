package dev.tally.adapters.kafka.fetch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Asks the leaders of partitions for batches of committed records, on the client library's own
 * connections, with a consumer's settings. It does the usual and nothing else: whatever is not, an
 * error, an aborted transaction, a connection that breaks, it reports, and the client's consumer
 * takes its place. While one answer is worked on, the next is under way.
 *
 * <p>Used by one thread, {@link #wakeup} by any.
 */
public final class BatchFetcher implements AutoCloseable {

  /** Later versions of the request name topics by their ids. */
  private static final short NEWEST_WITH_NAMES = 12;

  private static final int REQUESTS_AT_ONCE = 5; // stale ones may still be under way
  private static final long UNTIL_READY_MILLIS = 20;

  private final ConsumerConfig config;
  private final boolean checksums;
  private final Metrics metrics = new Metrics();
  private final Unpacking unpacking = new Unpacking();
  private final NetworkClient network;
  private final Map<TopicPartition, PartitionFetch> partitions = new LinkedHashMap<>();
  private final Map<Integer, Node> underWay = new HashMap<>(); // by the request's number
  private final Deque<FetchedBatches> fetched = new ArrayDeque<>();
  private final AtomicBoolean isWoken = new AtomicBoolean();
  private long answeredAt = System.nanoTime();

  private BatchFetcher(ConsumerConfig config) {
    this.config = config;
    this.checksums = config.getBoolean(ConsumerConfig.CHECK_CRCS_CONFIG);
    this.network =
        ClientUtils.createNetworkClient(
            config,
            config.getString(ConsumerConfig.CLIENT_ID_CONFIG) + "-batches",
            metrics,
            "tally-fetch",
            new LogContext(),
            new ApiVersions(),
            Time.SYSTEM,
            REQUESTS_AT_ONCE,
            config.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG),
            new ManualMetadataUpdater(),
            new DefaultHostResolver());
  }

  /**
   * Returns a fetcher; none where the settings ask for what only the client's consumer does: to
   * read from the nearest replica, to intercept records, to report metrics.
   *
   * @param consumer a consumer's settings that read committed records
   */
  public static Optional<BatchFetcher> of(Map<String, Object> consumer) {
    ConsumerConfig config =
        new ConsumerConfig(
            ConsumerConfig.appendDeserializerToConfig(
                consumer, new ByteBufferDeserializer(), new ByteBufferDeserializer()));
    boolean suits =
        config.getString(ConsumerConfig.CLIENT_RACK_CONFIG).isEmpty()
            && config.getList(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG).isEmpty()
            && config.getList(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG).isEmpty();
    return suits ? Optional.of(new BatchFetcher(config)) : Optional.empty();
  }

  /** Begins at these places. Answers to what was asked before are thrown away. */
  public void start(List<PartitionFetch> places) {
    underWay.clear();
    fetched.clear();
    partitions.clear();
    places.forEach(place -> partitions.put(place.partition(), place));
    answeredAt = System.nanoTime();
  }

  /**
   * Waits for batches.
   *
   * @return what came of one partition, to be walked before this is called again; null where time
   *     is up or {@link #wakeup} was called
   */
  public @Nullable FetchedBatches poll(Duration timeout) throws UnusualFetchException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = deadline - System.nanoTime();
    while (fetched.isEmpty() && left > 0 && !isWoken.get()) {
      boolean allAsked = ask();
      long millis = Math.max(1, left / 1_000_000);
      receive(allAsked ? millis : Math.min(millis, UNTIL_READY_MILLIS));
      left = deadline - System.nanoTime();
    }
    isWoken.set(false);
    FetchedBatches next = fetched.poll();
    if (next != null && fetched.isEmpty()) {
      ask();
      receive(0); // sends what was asked
    }
    return next;
  }

  /** Returns when a leader answered last, by {@link System#nanoTime}. */
  public long answeredAt() {
    return answeredAt;
  }

  /** Makes a poll that is waiting, or the next one, return at once. */
  public void wakeup() {
    isWoken.set(true);
    network.wakeup();
  }

  @Override
  public void close() {
    Utils.closeQuietly(network, "connections to the leaders");
    Utils.closeQuietly(metrics, "their metrics");
    unpacking.close();
  }

  /** Asks each leader that owes no answer, and tells whether all were asked. */
  private boolean ask() throws UnusualFetchException {
    Map<Node, Map<TopicPartition, FetchRequest.PartitionData>> requests = new LinkedHashMap<>();
    for (PartitionFetch fetch : partitions.values()) {
      if (!fetch.isAtEnd() && !underWay.containsValue(fetch.leader())) {
        requests
            .computeIfAbsent(fetch.leader(), leader -> new LinkedHashMap<>())
            .put(fetch.partition(), from(fetch));
      }
    }
    boolean allAsked = true;
    long now = Time.SYSTEM.milliseconds();
    for (Map.Entry<Node, Map<TopicPartition, FetchRequest.PartitionData>> request :
        requests.entrySet()) {
      if (network.ready(request.getKey(), now)) {
        send(request.getKey(), request.getValue(), now);
      } else if (network.connectionFailed(request.getKey())) {
        throw new UnusualFetchException("no connection to " + request.getKey());
      } else {
        allAsked = false;
      }
    }
    return allAsked;
  }

  private FetchRequest.PartitionData from(PartitionFetch fetch) {
    return new FetchRequest.PartitionData(
        Uuid.ZERO_UUID,
        fetch.position(),
        FetchRequest.INVALID_LOG_START_OFFSET,
        config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        Optional.empty());
  }

  private void send(Node leader, Map<TopicPartition, FetchRequest.PartitionData> from, long now) {
    FetchRequest.Builder fetch =
        FetchRequest.Builder.forConsumer(
                NEWEST_WITH_NAMES,
                config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                config.getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                from)
            .isolationLevel(IsolationLevel.READ_COMMITTED)
            .setMaxBytes(config.getInt(ConsumerConfig.FETCH_MAX_BYTES_CONFIG))
            .metadata(FetchMetadata.LEGACY);
    ClientRequest request = network.newClientRequest(leader.idString(), fetch, now, true);
    underWay.put(request.correlationId(), leader);
    network.send(request, now);
  }

  private void receive(long timeoutMillis) throws UnusualFetchException {
    for (ClientResponse response : network.poll(timeoutMillis, Time.SYSTEM.milliseconds())) {
      Node leader = underWay.remove(response.requestHeader().correlationId());
      if (leader != null) {
        take(leader, response);
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptException("interrupted while fetching");
    }
  }

  private void take(Node leader, ClientResponse response) throws UnusualFetchException {
    if (!(response.responseBody() instanceof FetchResponse answer)) {
      throw new UnusualFetchException("no answer from " + leader);
    }
    answeredAt = System.nanoTime();
    if (answer.error() != Errors.NONE) {
      throw new UnusualFetchException(leader + " answers " + answer.error());
    }
    for (Map.Entry<TopicPartition, PartitionData> part :
        answer.responseData(Map.of(), response.requestHeader().apiVersion()).entrySet()) {
      PartitionFetch fetch = partitions.get(part.getKey());
      if (fetch == null) {
        throw new UnusualFetchException(leader + " sends " + part.getKey() + " unasked");
      }
      List<DefaultRecordBatch> batches = batches(part.getKey(), part.getValue());
      if (!batches.isEmpty()) {
        fetch.moveTo(batches.get(batches.size() - 1).nextOffset());
        fetched.add(new FetchedBatches(part.getKey(), batches, unpacking, checksums));
      }
    }
  }

  private static List<DefaultRecordBatch> batches(TopicPartition partition, PartitionData data)
      throws UnusualFetchException {
    if (data.errorCode() != Errors.NONE.code()) {
      throw new UnusualFetchException(partition + ": " + Errors.forCode(data.errorCode()));
    }
    if (data.abortedTransactions() != null && !data.abortedTransactions().isEmpty()) {
      throw new UnusualFetchException(partition + ": aborted transactions");
    }
    List<DefaultRecordBatch> batches = new ArrayList<>();
    try {
      for (RecordBatch batch : FetchResponse.recordsOrFail(data).batches()) {
        if (!(batch instanceof DefaultRecordBatch usual)) {
          throw new UnusualFetchException(partition + ": message format " + batch.magic());
        }
        batches.add(usual);
      }
    } catch (KafkaException e) {
      throw new UnusualFetchException(partition + ": not a batch", e);
    }
    if (batches.isEmpty() && FetchResponse.recordsSize(data) > 0) {
      throw new UnusualFetchException(partition + ": no whole batch");
    }
    return batches;
  }
}
