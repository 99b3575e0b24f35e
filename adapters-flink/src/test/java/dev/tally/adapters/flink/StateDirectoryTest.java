package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateDirectoryTest {

  @TempDir private Path root;

  @Test
  void runsAreNumberedUpwards() {
    try (StateDirectory first = StateDirectory.open(root, "job")) {
      assertThat(first.run()).isEqualTo(1);
      assertThat(first.newest()).isEmpty();
    }
    try (StateDirectory second = StateDirectory.open(root, "job")) {
      assertThat(second.run()).isEqualTo(2);
    }
  }

  @Test
  void oneRunHoldsAJobsFolderAtATime() {
    try (StateDirectory held = StateDirectory.open(root, "job");
        StateDirectory other = StateDirectory.open(root, "other-job")) {
      assertThat(other.runFolder()).isNotEqualTo(held.runFolder());
      assertThatThrownBy(() -> StateDirectory.open(root, "job"))
          .isInstanceOf(TallyException.class)
          .hasMessageStartingWith("Another run of job holds ");
    }
    StateDirectory.open(root, "job").close();
  }

  @Test
  void stateWithoutMetadataIsNotComplete() throws IOException {
    try (StateDirectory directory = StateDirectory.open(root, "job")) {
      Files.createDirectories(directory.runFolder().resolve("0123abcd/chk-3"));
      Files.createDirectories(directory.runFolder().resolve("savepoint-0123ab-cdef"));

      assertThat(directory.newest()).isEmpty();
    }
  }

  @Test
  void newestCheckpointOfARunIsTheOneWithTheHighestNumber() throws IOException {
    for (String checkpoint : new String[] {"chk-9", "chk-10"}) {
      Path folder = Files.createDirectories(root.resolve("0123abcd").resolve(checkpoint));
      Files.createFile(folder.resolve("_metadata"));
    }
    Files.createDirectories(root.resolve("0123abcd/chk-11"));

    assertThat(Snapshots.completeIn(root)).containsExactly(root.resolve("0123abcd/chk-10"));
  }

  @Test
  void emptyMetadataIsDamage() throws IOException {
    try (StateDirectory directory = StateDirectory.open(root, "job")) {
      Path folder = Files.createDirectories(directory.runFolder().resolve("savepoint-0123ab-cdef"));
      Files.createFile(folder.resolve("_metadata"));

      assertThatThrownBy(directory::newest)
          .isInstanceOf(TallyException.class)
          .hasMessageStartingWith(
              "The state kept of job job in " + directory.runFolder() + " is damaged: ");
    }
  }

  @Test
  void pruningLeavesThisRunAndForgettingLeavesNone() throws IOException {
    StateDirectory.open(root, "job").close();
    try (StateDirectory directory = StateDirectory.open(root, "job")) {
      Path folder = root.resolve("flink/job");
      directory.prune(null);
      assertThat(FileTrees.children(folder, "run-"))
          .containsExactly(folder.resolve("run-00000002"));
      directory.forget();
      assertThat(FileTrees.children(folder, "run-")).isEmpty();
    }
  }
}
