package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clock of one producer is days ahead. */
@ExtendWith(SharedBroker.class)
class WrongClockIT {

  private static final int MESSAGES = 2_000;

  @ParameterizedTest
  @EnumSource
  void messagesFromTheFutureMakeNoOtherLate(Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.WINDOWS)) {
      LocalDate inThreeDays = LocalDate.now(ZoneOffset.UTC).plusDays(3);
      stage.feed().send(MESSAGES / 2);
      for (int i = 10; i < 15; i++) {
        stage.feed().sendValue("{\"timestamp\":\"%s 12:00:%d\"}".formatted(inThreeDays, i));
      }
      stage.feed().send(MESSAGES / 2);

      Ended ended = stage.finish();

      assertThat(ended.output())
          .contains("5 counted events are too far in the future to move the watermark");
      stage.assertSound(ended);
    }
  }
}
