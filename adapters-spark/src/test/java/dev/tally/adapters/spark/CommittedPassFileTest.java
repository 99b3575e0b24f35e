package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.domain.aggregation.Accounting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommittedPassFileTest {

  private static final CommittedPass PASS =
      new CommittedPass(
          7,
          new JobCommit(
              "input=in\nwindow=1m",
              -12,
              new TreeMap<>(Map.of(3, 5L, 4, 7L)),
              Map.of(0, 12L, 10, Long.MAX_VALUE),
              -5,
              new Accounting(21, 10, 2, 6, 3, 1)),
          Long.MIN_VALUE,
          3,
          List.of(new RejectedRecord("in", 10, 11, "no JSON: \u00fc = \uD55C\\n # !")));

  @TempDir private Path folder;

  @Test
  void readsBackWhatItWroteLast() throws IOException {
    CommittedPassFile file = file();
    assertThat(file.read()).isEmpty();

    file.write(CommittedPass.none(PASS.job(), 3));
    file.write(PASS);

    assertThat(file.read()).contains(PASS);
  }

  @ParameterizedTest
  @CsvSource({"pass=7,pass=x", "pass=7,pass=8", "life=-12,", "read=21,read=22"})
  void refusesWhatIsDamaged(String sound, @Nullable String damage) throws IOException {
    CommittedPassFile file = file();
    file.write(PASS);
    String text = Files.readString(path());
    assertThat(text).contains(sound);
    Files.writeString(path(), text.replace(sound, damage == null ? "" : damage));

    assertThatThrownBy(file::read)
        .isInstanceOfSatisfying(
            TallyException.class, refusal -> assertThat(refusal.problem()).isEqualTo(Problem.STATE))
        .hasMessageStartingWith("The state kept of job counts in " + folder + " is damaged: ")
        .hasMessageEndingWith("with --restore-from-output, or start anew with --fresh.");
  }

  @Test
  void refusesWhatIsEmpty() throws IOException {
    Files.createFile(path());

    assertThatThrownBy(file()::read).isInstanceOf(TallyException.class);
  }

  private CommittedPassFile file() {
    return new CommittedPassFile(path(), "counts");
  }

  private Path path() {
    return folder.resolve("committed.properties");
  }
}
