package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

final class RootCauseTest {

  private final Exception cause = new ArithmeticException("long overflow");

  @Test
  void wrappersOfFlinkAndOfFuturesAreTakenOff() {
    Throwable failure =
        new CompletionException(
            new JobExecutionException(null, new FlinkException("recovery is suppressed", cause)));

    assertThat(RootCause.of(failure)).isSameAs(cause);
  }

  @Test
  void serializedThrowableIsTakenApart() {
    Throwable failure = new SerializedThrowable(new FlinkException("task failed", cause));

    assertThat(RootCause.of(failure))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("long overflow");
  }

  @Test
  void commonExceptionThatFlinkThrewItselfIsAWrapperToo() {
    RuntimeException madeByFlink = new RuntimeException("Failed to deserialize", cause);
    madeByFlink.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.flink.connector.Emitter", "emit", "Emitter.java", 1)
        });

    assertThat(RootCause.of(madeByFlink)).isSameAs(cause);
  }

  @Test
  void exceptionOfTheJobKeepsItsCause() {
    RuntimeException ofTheJob = new IllegalStateException("the total of books overflows", cause);

    assertThat(RootCause.of(new FlinkException(ofTheJob))).isSameAs(ofTheJob).hasCause(cause);
  }
}
