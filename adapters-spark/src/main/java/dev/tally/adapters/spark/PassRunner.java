package dev.tally.adapters.spark;

import static org.apache.spark.sql.functions.col;

import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.ShuffledRowRDD;
import org.apache.spark.sql.execution.UnsafeRowSerializer;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.metric.SQLShuffleReadMetricsReporter;
import org.apache.spark.sql.execution.metric.SQLShuffleWriteMetricsReporter;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.execution.streaming.state.StateStoreId;
import org.apache.spark.sql.execution.streaming.state.StateStoreProviderId;
import org.apache.spark.sql.execution.streaming.state.StateStoreRDD;
import org.apache.spark.sql.kafka010.KafkaWriter;
import scala.Function2;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Runs one pass as one Spark job: combine each partition of the batch, shuffle the partial results
 * by key and window, merge them into the state store's next version, write the changed rows with
 * Spark's Kafka sink.
 *
 * <p>The state store is Spark's own, used the way Spark's stateful operators use it, because none
 * of them lets the rules of the domain decide when a window is settled. That makes it an internal
 * interface of Spark: the version is pinned for it.
 */
final class PassRunner<E, K, A, R> implements AutoCloseable {

  private static final ClassTag<InternalRow> ROWS = ClassTag$.MODULE$.apply(InternalRow.class);
  private static final long OPERATOR = 0;
  private static final int NO_PREFIX_SCAN = 0;

  private final AggregationSpec<E, K, A, R> spec;
  private final TopicInput<E> input;
  private final TopicOutput<R> output;
  private final WallClock clock;
  private final String store;
  private final int parallelism;
  private final int shards;
  private final RunVersions versions;
  private final UUID storeRun = UUID.randomUUID();
  private volatile boolean hasRun;

  /**
   * Says what the passes of a run have in common.
   *
   * @param store the folder of the state store
   * @param parallelism into how many tasks a batch is read at most
   * @param shards over how many partitions the state is spread
   * @param versions tells the run's rows from those of others
   */
  PassRunner(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> input,
      TopicOutput<R> output,
      WallClock clock,
      Path store,
      int parallelism,
      int shards,
      RunVersions versions) {
    this.spec = spec;
    this.input = input;
    this.output = output;
    this.clock = clock;
    this.store = store.toUri().toString();
    this.parallelism = parallelism;
    this.shards = shards;
    this.versions = versions;
  }

  /** Returns the number of the run. */
  int run() {
    return versions.run();
  }

  /** Returns a pass over no records, for what the watermark alone settles. */
  RDD<InternalRow> noRecords() {
    return SharedSession.get().sparkContext().emptyRDD(ROWS);
  }

  /**
   * Runs one pass and returns once its state is committed and its rows are acknowledged.
   *
   * @param records records of the Kafka source, in the columns of {@link Rows}
   * @param version the state's version to start from; the next one is committed
   * @param watermark judges lateness and settles windows
   * @param hasRisen whether the watermark has risen since that version
   */
  List<TaskReport> run(RDD<InternalRow> records, long version, long watermark, boolean hasRisen) {
    SparkSession session = SharedSession.get();
    hasRun = true;
    TaskReports reports = new TaskReports();
    session.sparkContext().register(reports);
    JavaRDD<InternalRow> partials =
        atMost(parallelism, records.toJavaRDD())
            .mapPartitions(new CombineTask<>(spec, input, clock, reports));
    RDD<InternalRow> upserts =
        onState(
            session,
            partials.rdd(),
            version,
            new MergeTask<>(
                spec,
                output.encoder(),
                clock,
                reports,
                versions,
                version + 1,
                watermark,
                hasRisen));
    // What save() comes to in the end, without planning and describing a command for each pass.
    KafkaWriter.write(
        session,
        session.internalCreateDataFrame(upserts, Rows.UPSERT, false).queryExecution(),
        KafkaOptions.producer(output),
        Option.apply(output.topic()));
    return reports.value();
  }

  /**
   * Puts rows that were read back from the output topic into the state: its first version.
   *
   * @param rows as {@link RestoreTask} wants them
   */
  void restore(List<InternalRow> rows) {
    SparkSession session = SharedSession.get();
    hasRun = true;
    RDD<InternalRow> all =
        new JavaSparkContext(session.sparkContext()).parallelize(rows, parallelism).rdd();
    onState(session, all, 0, new RestoreTask()).toJavaRDD().count();
  }

  private RDD<InternalRow> onState(
      SparkSession session,
      RDD<InternalRow> partials,
      long version,
      Function2<StateStore, Iterator<InternalRow>, Iterator<InternalRow>> task) {
    return new StateStoreRDD<>(
        shuffled(session.sparkContext(), partials),
        task,
        store,
        storeRun,
        OPERATOR,
        version,
        Rows.STATE_KEY,
        Rows.STATE_VALUE,
        NO_PREFIX_SCAN,
        session.sessionState(),
        Option.apply(session.streams().stateStoreCoordinator()),
        Map$.MODULE$.empty(),
        ROWS,
        ROWS);
  }

  // What repartition(shards, window, key) comes to, with the same hash, but not planned each time.
  private RDD<InternalRow> shuffled(SparkContext context, RDD<InternalRow> partials) {
    List<Attribute> columns =
        new ArrayList<>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(Rows.PARTIAL)));
    List<Expression> place =
        List.of(columns.get(Rows.PARTIAL_WINDOW), columns.get(Rows.PARTIAL_KEY));
    return new ShuffledRowRDD(
        ShuffleExchangeExec.prepareShuffleDependency(
            partials,
            JavaConverters.asScalaBuffer(columns).toList(),
            new HashPartitioning(JavaConverters.asScalaBuffer(place).toList(), shards),
            new UnsafeRowSerializer(Rows.PARTIAL.size(), null),
            SQLShuffleWriteMetricsReporter.createShuffleWriteMetrics(context)),
        SQLShuffleReadMetricsReporter.createShuffleReadMetrics(context));
  }

  /**
   * Reads a pass's records once more and writes those that are no events to the topic of dead
   * letters; returns once all are acknowledged. Only passes that rejected something pay for it: the
   * others never look at keys and headers.
   *
   * @param from where the pass began, of each partition that it read
   * @param to where it ended, of the same ones
   */
  void keepRejected(Map<Integer, Long> from, Map<Integer, Long> to, DeadLetterTopic topic) {
    SparkSession session = SharedSession.get();
    Dataset<Row> records =
        session
            .read()
            .format("kafka")
            .options(KafkaOptions.range(input, from, to))
            .load()
            .select(
                col("partition"),
                col("offset"),
                col("value"),
                col("key"),
                col("timestamp"),
                col("headers"));
    JavaRDD<InternalRow> deadLetters =
        atMost(parallelism, records.queryExecution().toRdd().toJavaRDD())
            .mapPartitions(new DeadLetterTask<>(input, topic));
    session
        .internalCreateDataFrame(deadLetters.rdd(), Rows.DEAD_LETTER, false)
        .write()
        .format("kafka")
        .options(KafkaOptions.deadLetterSink(input.cluster(), topic))
        .save();
  }

  /** Frees the memory of the state store; its files stay. */
  @Override
  public void close() {
    if (!hasRun) {
      return;
    }
    SharedSession.get().streams().stateStoreCoordinator().deactivateInstances(storeRun);
    for (int shard = 0; shard < shards; shard++) {
      StateStore.unload(
          new StateStoreProviderId(
              new StateStoreId(store, OPERATOR, shard, StateStoreId.DEFAULT_STORE_NAME()),
              storeRun));
    }
  }

  private static JavaRDD<InternalRow> atMost(int partitions, JavaRDD<InternalRow> records) {
    return records.getNumPartitions() > partitions ? records.coalesce(partitions) : records;
  }
}
