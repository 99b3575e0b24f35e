package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.FileRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangePlannerTest {

  private static final String NASTY =
      """
      P1,"books, used",1.00,1,2024-01-01
      P2,"line
      break, and ""quotes""
      ""\",2.00,2,2024-01-02\r

      P3,plain,3.00,3,2024-01-03\r
      "","","","",""
      P4,5" pipe,4.00,4,2024-01-04
      P5,"",5.00,5,"2024-01-05"
      ""\""\"",x
      "P6
      P7
      ",\"""
      ""\",6
      last without end\
      """;

  @TempDir Path folder;

  @Test
  void everySplitPositionOfANastyFileGivesTheSameRecords() throws IOException {
    int cuts = 0;
    for (String content :
        List.of(NASTY, "\uFEFF" + NASTY, NASTY + "\n\"never closed\n,\"\nrest\n")) {
      Path file = write(content);
      for (int target = 1; target < content.length(); target++) {
        cuts += assertSameRecords(file, target, 1 << 20);
      }
    }
    assertThat(cuts).isGreaterThan(1_000);
  }

  @Test
  void randomFilesGiveTheSameRecordsHoweverTheyAreCut() throws IOException {
    Random random = new Random(42);
    int cuts = 0;
    for (int round = 0; round < 3_000; round++) {
      String alphabet = round % 2 == 0 ? "aa,,\"\"\n\r" : "aaaaaaaaa,,,\"\n\n";
      Path file = write(randomText(random, alphabet, 20 + random.nextInt(200)));
      int maximumLength = 4 + random.nextInt(40);
      int target = 1 + random.nextInt(40);
      cuts += assertSameRecords(file, target, maximumLength);
      cuts += assertSameRecords(file, target, 1 << 20);
    }
    assertThat(cuts).isGreaterThan(10_000);
  }

  @Test
  void longLineInTheMiddleIsWalkedOverAndCuttingGoesOnBehind() throws IOException {
    String rows = "0123456,\"89\"\n".repeat(50);
    Path file = write(rows + "x".repeat(2_000) + "\n" + rows + "\"lost\n" + rows);
    List<FileRange> ranges = plan(file, 50, 100);

    assertSameRecords(file, 50, 100);
    assertThat(ranges).hasSizeGreaterThan(25);
    assertThat(ranges.get(ranges.size() - 1).length()).isLessThan(150);
  }

  @Test
  void rangesAreOfAboutTheLengthAskedFor() throws IOException {
    Path file = write("0123456789\n".repeat(10_000));
    List<FileRange> ranges = plan(file, 11_000, 1 << 20);
    assertThat(ranges).hasSize(10).allMatch(range -> Math.abs(range.length() - 11_000) <= 22);
    assertThat(ranges.get(3).firstLine()).isEqualTo(1 + ranges.get(3).start() / 11);
  }

  @Test
  void emptyFileAndFileOfAByteOrderMarkHaveNoRange() throws IOException {
    assertThat(plan(write(""), 10, 100)).isEmpty();
    assertThat(plan(write("\uFEFF"), 10, 100)).isEmpty();
  }

  private int assertSameRecords(Path file, int target, int maximumLength) throws IOException {
    List<FileRange> ranges = plan(file, target, maximumLength);
    long at = ranges.get(0).start();
    for (FileRange range : ranges) {
      assertThat(range.start()).isEqualTo(at);
      assertThat(range.length()).isPositive();
      at = range.end();
    }
    assertThat(at).isEqualTo(Files.size(file));
    FileRange all = new FileRange(file.toString(), 0, at, 1, false);
    assertThat(ScannedRecord.read(ranges, maximumLength))
        .as("target %d, maximum %d, of %s", target, maximumLength, Files.readString(file))
        .isEqualTo(ScannedRecord.read(List.of(all), maximumLength));
    return ranges.size() - 1;
  }

  private static List<FileRange> plan(Path file, int target, int maximumLength) throws IOException {
    return new RangePlanner((byte) ',', maximumLength, target).plan(List.of(file), 1);
  }

  private static String randomText(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private Path write(String content) throws IOException {
    return Files.write(folder.resolve("any.csv"), content.getBytes(StandardCharsets.UTF_8));
  }
}
