package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

  @Test
  void rootIsTheFirstThatIsNoWrapper() {
    IllegalStateException own =
        new IllegalStateException("ours", new IllegalArgumentException("why"));

    assertThat(Failures.rootOf(new ExecutionException(new SparkException("aborted", own))))
        .isSameAs(own);
  }

  @Test
  void wrapperWithNothingInsideIsItsOwnRoot() {
    SparkException alone = new SparkException("aborted");

    assertThat(Failures.rootOf(alone)).isSameAs(alone);
  }
}
