package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {

  @TempDir private Path stateDirectory;

  @Test
  void isHeldByOneUntilClosed() {
    try (StateFolder held = StateFolder.open(stateDirectory, "counts")) {
      assertThat(held.store()).startsWithRaw(stateDirectory);
      assertThatThrownBy(() -> StateFolder.open(stateDirectory, "counts"))
          .isInstanceOf(TallyException.class)
          .hasMessageStartingWith("Another run of counts holds ");
      StateFolder.open(stateDirectory, "others").close();
    }
    StateFolder.open(stateDirectory, "counts").close();
  }

  @Test
  void dropsVersionsThatWereNeverCommittedAndNothingElse() throws IOException {
    try (StateFolder folder = StateFolder.open(stateDirectory, "counts")) {
      Path shard = Files.createDirectories(folder.store().resolve("0/12"));
      Path kept = Files.createFile(shard.resolve("9.snapshot"));
      Path last = Files.createFile(shard.resolve("10.delta"));
      Path schema = Files.createFile(shard.resolve("schema"));
      Path stray = Files.createFile(shard.resolve("11.delta"));
      Path straySnapshot = Files.createFile(shard.resolve("11.snapshot"));

      folder.dropVersionsAfter(10);

      assertThat(kept).exists();
      assertThat(last).exists();
      assertThat(schema).exists();
      assertThat(stray).doesNotExist();
      assertThat(straySnapshot).doesNotExist();
    }
  }

  @Test
  void forgetsEverythingWhenCleared() throws IOException {
    try (StateFolder folder = StateFolder.open(stateDirectory, "counts")) {
      Files.createDirectories(folder.store().resolve("0/0"));
      Files.createDirectories(folder.newQueryCheckpoint());
      Files.createFile(folder.committedPass());

      folder.clear();

      assertThat(folder.store()).doesNotExist();
      assertThat(folder.committedPass()).doesNotExist();
    }
  }
}
