package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tally.application.port.out.FileRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordScannerTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void recordsEndAtEitherKindOfLineBreakAndAtTheEnd() throws IOException {
    assertThat(scan("a,1\nb,2\r\nc,3", MEBIBYTE))
        .extracting(ScannedRecord::text, ScannedRecord::offset, ScannedRecord::line)
        .containsExactly(tuple("a,1", 0L, 1L), tuple("b,2", 4L, 2L), tuple("c,3", 9L, 3L));
  }

  @Test
  void emptyLinesAreSkippedAndCountedAsLines() throws IOException {
    assertThat(scan("\n\r\na\n\n\nb\n\n", MEBIBYTE))
        .extracting(ScannedRecord::text, ScannedRecord::line)
        .containsExactly(tuple("a", 3L), tuple("b", 6L));
    assertThat(scan("", MEBIBYTE)).isEmpty();
    assertThat(scan("\n", MEBIBYTE)).isEmpty();
  }

  @Test
  void quotedFieldsHoldLineBreaksAndQuotes() throws IOException {
    assertThat(scan("x,\"1\n2\r\n3\"\"\n\",y\n\"\",z\n", MEBIBYTE))
        .extracting(ScannedRecord::text, ScannedRecord::line, ScannedRecord::quoted)
        .containsExactly(tuple("x,\"1\n2\r\n3\"\"\n\",y", 1L, true), tuple("\"\",z", 5L, true));
  }

  @Test
  void quoteInsideAFieldOpensNothing() throws IOException {
    assertThat(scan("5\" pipe,1\n6\" pipe,2\n", MEBIBYTE))
        .extracting(ScannedRecord::text, ScannedRecord::broken)
        .containsExactly(tuple("5\" pipe,1", false), tuple("6\" pipe,2", false));
  }

  @Test
  void byteOrderMarkIsSkippedAndAQuoteAfterItOpensAField() throws IOException {
    byte[] content = "\u00EF\u00BB\u00BF\"a\nb\"\nc\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(scan(content, MEBIBYTE))
        .extracting(ScannedRecord::text, ScannedRecord::offset)
        .containsExactly(tuple("\"a\nb\"", 3L), tuple("c", 9L));
  }

  @Test
  void lostQuoteCostsOneRecordAndNotTheRestOfTheFile() throws IOException {
    assertThat(scan("a,\"lost\nb\nc\n", MEBIBYTE))
        .extracting(ScannedRecord::text, ScannedRecord::line, ScannedRecord::broken)
        .containsExactly(tuple("a,\"lost", 1L, true), tuple("b", 2L, false), tuple("c", 3L, false));
  }

  @Test
  void lostQuoteIsGivenUpAfterTheLengthOfARecord() throws IOException {
    String rows = "row\n".repeat(100);
    List<ScannedRecord> records = scan("\"lost\n" + rows + "\"found\n", 64);
    assertThat(records).hasSize(102);
    assertThat(records.get(0).broken()).isTrue();
    assertThat(records.subList(1, 101)).noneMatch(ScannedRecord::broken);
    assertThat(records.get(101).broken()).isTrue();
  }

  @Test
  void recordOfTheLongestLengthIsWholeAndALongerOneIsBroken() throws IOException {
    assertThat(scan("x".repeat(63) + "\ny\n", 64))
        .extracting(ScannedRecord::broken)
        .containsExactly(false, false);
    assertThat(scan("x".repeat(64) + "\ny\n", 64))
        .extracting(ScannedRecord::broken)
        .containsExactly(true, false);
    assertThat(scan("x".repeat(64), 64)).extracting(ScannedRecord::broken).containsExactly(false);
    assertThat(scan("x".repeat(65), 64)).extracting(ScannedRecord::broken).containsExactly(true);
  }

  @Test
  void lineLongerThanTheBufferIsSkippedAndItsBeginningShown() throws IOException {
    List<ScannedRecord> records = scan("a\n" + "0123456789".repeat(1_000) + "\nb\n", 64);
    assertThat(records)
        .extracting(
            ScannedRecord::text, ScannedRecord::offset, ScannedRecord::line, ScannedRecord::broken)
        .containsExactly(
            tuple("a", 0L, 1L, false),
            tuple("01234567", 2L, 2L, true),
            tuple("b", 10_003L, 3L, false));
  }

  @Test
  void recordsLieAcrossTheBuffersEdgesUnharmed() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int count = 0; count < 60_000; count++) {
      content.append(count).append(count % 7 == 0 ? ",\"quoted\n\"\"field\"\n" : ",plain\r\n");
    }
    String longest = "\"" + "x\n".repeat(400_000) + "\"";
    List<ScannedRecord> records = scan(content + longest + "\nend", MEBIBYTE);

    assertThat(records).hasSize(60_002).noneMatch(ScannedRecord::broken);
    assertThat(records.get(59_997).text()).isEqualTo("59997,\"quoted\n\"\"field\"");
    assertThat(records.get(60_000).text()).isEqualTo(longest);
    assertThat(records.get(60_001).text()).isEqualTo("end");
    assertThat(records.get(60_001).line())
        .isEqualTo(1 + (content + longest + "\n").chars().filter(c -> c == '\n').count());
  }

  private List<ScannedRecord> scan(String content, int maximumLength) throws IOException {
    return scan(content.getBytes(StandardCharsets.UTF_8), maximumLength);
  }

  private List<ScannedRecord> scan(byte[] content, int maximumLength) throws IOException {
    Path file = Files.write(folder.resolve("any.csv"), content);
    FileRange all = new FileRange(file.toString(), 0, content.length, 1, false);
    return ScannedRecord.read(List.of(all), maximumLength);
  }
}
