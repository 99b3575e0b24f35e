package dev.tally.adapters.spark;

import java.util.List;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.Option;
import scala.Tuple4;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Shows on the driver what running tasks have read: Spark adds up its accumulators only when tasks
 * end, but their values so far come with each heartbeat.
 */
final class TaskProgress extends SparkListener {

  private final RangeAccounts accounts;

  TaskProgress(RangeAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    Iterator<Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> tasks =
        heartbeat.accumUpdates().iterator();
    while (tasks.hasNext()) {
      Iterator<AccumulableInfo> values = tasks.next()._4().iterator();
      while (values.hasNext()) {
        note(values.next());
      }
    }
  }

  private void note(AccumulableInfo info) {
    Option<Object> value = info.update();
    if (info.id() == accounts.id() && value.isDefined() && value.get() instanceof List<?> said) {
      for (Object one : said) {
        if (one instanceof RangeAccounts.OfTask ofTask) {
          accounts.addNewer(ofTask);
        }
      }
    }
  }
}
