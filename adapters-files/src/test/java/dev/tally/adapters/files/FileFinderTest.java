package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFinderTest {

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of(
            "b.csv",
            "a.csv",
            "c.csv.gz",
            ".hidden.csv",
            "_SUCCESS",
            "2024/d.csv",
            "2024/deep/e.csv",
            ".tmp/f.csv",
            "odd[1].csv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void directoryStandsForAllFilesBelowSaveHiddenOnes() throws IOException {
    assertThat(find(""))
        .containsExactly(
            "2024/d.csv", "2024/deep/e.csv", "a.csv", "b.csv", "c.csv.gz", "odd[1].csv");
  }

  @Test
  void patternsMatchNamesAndDoubleStarsMatchFolders() throws IOException {
    assertThat(find("?.csv")).containsExactly("a.csv", "b.csv");
    assertThat(find("*.{csv,gz}")).containsExactly("a.csv", "b.csv", "c.csv.gz", "odd[1].csv");
    assertThat(find("20*/*.csv")).containsExactly("2024/d.csv");
    assertThat(find("2024/**.csv")).containsExactly("2024/d.csv", "2024/deep/e.csv");
  }

  @Test
  void fileWhoseNameLooksLikeAPatternIsFound() throws IOException {
    assertThat(find("odd[1].csv")).containsExactly("odd[1].csv");
  }

  @Test
  void inputsKeepTheirOrderAndAFileFoundTwiceIsReadOnce() throws IOException {
    assertThat(find("b.csv", "?.csv", "2024/../b.csv")).containsExactly("b.csv", "a.csv");
  }

  @Test
  void whatIsNotThereIsNamed() {
    for (String missing : List.of("none.csv", "none/*.csv", "*.parquet")) {
      assertThatThrownBy(() -> find(missing))
          .isInstanceOfSatisfying(
              TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND))
          .hasMessage(
              "no input file at "
                  + folder.resolve(missing)
                  + "; name a file, a folder or a pattern");
    }
  }

  private List<String> find(String... names) throws IOException {
    List<String> inputs =
        List.of(names).stream().map(name -> folder.resolve(name).toString()).toList();
    return FileFinder.find(inputs).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }
}
