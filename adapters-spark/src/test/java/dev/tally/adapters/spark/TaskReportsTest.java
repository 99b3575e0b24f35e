package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.aggregation.Accounting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskReportsTest {

  @Test
  void taskThatRunsAgainReplacesItsReport() {
    TaskReports first = new TaskReports();
    first.add(report(TaskReport.Stage.COMBINE, 0, 5));
    first.add(report(TaskReport.Stage.MERGE, 0, 0));
    TaskReports repeated = new TaskReports();
    repeated.add(report(TaskReport.Stage.COMBINE, 0, 5));
    repeated.add(report(TaskReport.Stage.COMBINE, 1, 2));

    first.merge(repeated);

    assertThat(first.value())
        .containsExactly(
            report(TaskReport.Stage.COMBINE, 0, 5),
            report(TaskReport.Stage.COMBINE, 1, 2),
            report(TaskReport.Stage.MERGE, 0, 0));
  }

  private static TaskReport report(TaskReport.Stage stage, int partition, long read) {
    return new TaskReport(
        stage, partition, new Accounting(read, read, 0, 0, 0, 0), Map.of(), List.of());
  }
}
