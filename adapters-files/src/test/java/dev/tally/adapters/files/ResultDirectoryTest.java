package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.adapters.files.PendingFile.Content;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {

  // Linux's own device that is always full.
  private static final String FULL_DEVICE = "/dev/full";

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDiskLeavesTheResultBeforeWhole() throws IOException {
    ResultDirectory result = new ResultDirectory(folder);
    result.replace(files("old rejects", "old part"));

    Map<String, Content> next = files("new rejects", "new part");
    next.put(
        ResultDirectory.PART,
        out -> {
          out.write(bytes("half of the new"));
          out.flush();
          try (FileOutputStream full = new FileOutputStream(FULL_DEVICE)) {
            full.write(bytes("part"));
          }
        });
    assertThatThrownBy(() -> result.replace(next))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");

    assertThat(folder.resolve(ResultDirectory.PART)).hasContent("old part");
    assertThat(folder.resolve(ResultDirectory.REJECTS)).hasContent("old rejects");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }

  private static Map<String, Content> files(String rejects, String part) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(ResultDirectory.REJECTS, out -> out.write(bytes(rejects)));
    files.put(ResultDirectory.PART, out -> out.write(bytes(part)));
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
