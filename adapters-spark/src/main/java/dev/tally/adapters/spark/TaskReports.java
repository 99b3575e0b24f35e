package dev.tally.adapters.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Gathers the reports of one pass's tasks on the driver. A task that Spark runs again replaces its
 * earlier report, so nothing is counted twice. Thread-safe.
 */
final class TaskReports extends AccumulatorV2<TaskReport, List<TaskReport>> {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, TaskReport> reports = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return reports.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<TaskReport, List<TaskReport>> copy() {
    TaskReports copy = new TaskReports();
    copy.reports.putAll(reports);
    return copy;
  }

  @Override
  public synchronized void reset() {
    reports.clear();
  }

  @Override
  public synchronized void add(TaskReport report) {
    reports.put(report.stage() + " " + report.partition(), report);
  }

  @Override
  public void merge(AccumulatorV2<TaskReport, List<TaskReport>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public synchronized List<TaskReport> value() {
    return new ArrayList<>(reports.values());
  }
}
