package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessFolderTest {

  @TempDir private Path parent;

  @Test
  void deletesWhatAKilledProcessLeftAndNothingElse() throws IOException {
    Path abandoned = Files.createDirectories(parent.resolve("job-dead"));
    Files.createFile(abandoned.resolve("lock"));
    Files.createFile(abandoned.resolve("unpacked.jar"));
    Path notOfAProcess = Files.createDirectories(parent.resolve("job-other"));
    Path living = ProcessFolder.create(parent, "job-");
    Path second = ProcessFolder.create(parent, "job-");

    assertThat(abandoned).doesNotExist();
    assertThat(notOfAProcess).exists();
    assertThat(living).exists().isNotEqualTo(second);
  }
}
