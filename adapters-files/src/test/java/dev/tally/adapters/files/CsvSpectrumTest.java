package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tally.application.port.out.FileRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of csv-spectrum, read as this module reads any record with quotes, however they are
 * cut. They are not part of the project: the system property {@code tally.outside} names their
 * folder, or it is found beside the repository.
 */
class CsvSpectrumTest {

  private final Path folder = outside().resolve("csv-spectrum");

  @TempDir Path copies;

  @TestFactory
  Stream<DynamicTest> everyFileIsReadAsItShouldBe() throws IOException {
    assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no " + folder);
    List<Path> files;
    try (Stream<Path> found = Files.list(folder.resolve("csvs"))) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSize(12);
    return files.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private void check(Path original) throws Exception {
    String name = original.getFileName().toString();
    Path json = folder.resolve("json").resolve(name.replace(".csv", ".json"));
    List<Map<String, String>> expected =
        JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build()
            .readValue(json.toFile(), new TypeReference<>() {});
    if (name.equals("location_coordinates.csv")) {
      // A number was made anonymous in the JSON file only.
      expected.get(0).put("Contact Phone Number", "2095257564");
    }
    Path file = name.endsWith("_crlf.csv") ? withCarriageReturns(original) : original;
    for (int target = 1; target <= Files.size(file); target++) {
      assertThat(rowsOf(file, target)).as("cut every %d bytes", target).isEqualTo(expected);
    }
  }

  // A copy that came through version control may have lost the line ends that its name promises.
  private Path withCarriageReturns(Path file) throws IOException {
    String text = Files.readString(file).replace("\r\n", "\n").replace("\n", "\r\n");
    return Files.writeString(copies.resolve(file.getFileName()), text);
  }

  private static List<Map<String, String>> rowsOf(Path file, int target) throws Exception {
    List<List<String>> records = new ArrayList<>();
    CsvFields splitter = new CsvFields((byte) ',');
    List<FileRange> ranges =
        new RangePlanner((byte) ',', FilesAdapter.LONGEST_ROW, target).plan(List.of(file), 1);
    for (FileRange range : ranges) {
      try (RecordScanner scanner =
          new RecordScanner(
              new RangeStream(range),
              (byte) ',',
              range.start(),
              range.firstLine(),
              FilesAdapter.LONGEST_ROW,
              0)) {
        while (scanner.next()) {
          records.add(
              splitter.split(scanner.bytes(), scanner.start(), scanner.end()).stream()
                  .map(field -> new String(field, StandardCharsets.UTF_8))
                  .toList());
        }
      }
    }
    return records.stream().skip(1).map(record -> named(records.get(0), record)).toList();
  }

  private static Map<String, String> named(List<String> names, List<String> record) {
    assertThat(record).hasSameSizeAs(names);
    Map<String, String> row = new LinkedHashMap<>();
    for (int column = 0; column < names.size(); column++) {
      row.put(names.get(column), record.get(column));
    }
    return row;
  }

  private static Path outside() {
    String given = System.getProperty("tally.outside");
    if (given != null) {
      return Path.of(given);
    }
    Path module = Path.of("").toAbsolutePath();
    return module.resolve("../../shared/outside").normalize();
  }
}
