package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.Accounting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommittedPassFileTest {

  private static final CommittedPass PASS =
      new CommittedPass(
          7,
          Map.of(0, 12L, 10, Long.MAX_VALUE),
          -5,
          Long.MIN_VALUE,
          3,
          new Accounting(21, 10, 2, 6, 3, 1),
          List.of(new RejectedRecord("in", 10, 11, "no JSON: \u00fc = \uD55C\\n # !")));

  @TempDir private Path folder;

  @Test
  void readsBackWhatItWroteLast() {
    CommittedPassFile file = file("counts from a to b");
    assertThat(file.read()).isEmpty();

    file.write(CommittedPass.none(Map.of(0, 0L), 3));
    file.write(PASS);

    assertThat(file.read()).contains(PASS);
  }

  @Test
  void refusesWhatIsAnotherJobs() {
    file("counts from a to b").write(PASS);

    assertThatThrownBy(() -> file("counts from c to b").read())
        .isInstanceOfSatisfying(
            TallyException.class, refusal -> assertThat(refusal.problem()).isEqualTo(Problem.STATE))
        .hasMessage(
            "the kept state in %s holds the state of counts from a to b, not of counts from c to b:"
                    .formatted(path())
                + " use --from earliest to begin anew, or another --state-dir");
  }

  @Test
  void refusesWhatIsDamaged() throws IOException {
    CommittedPassFile file = file("counts from a to b");
    file.write(PASS);
    Files.writeString(path(), Files.readString(path()).replace("pass=7", "pass=x"));

    assertThatThrownBy(file::read)
        .isInstanceOf(TallyException.class)
        .hasMessageContaining("is damaged: use --from earliest");
  }

  private CommittedPassFile file(String job) {
    return new CommittedPassFile(path(), job);
  }

  private Path path() {
    return folder.resolve("committed.properties");
  }
}
