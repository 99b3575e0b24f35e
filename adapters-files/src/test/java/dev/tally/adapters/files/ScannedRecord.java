package dev.tally.adapters.files;

import dev.tally.application.port.out.FileRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A record as the scanner found it, kept for comparison. */
record ScannedRecord(String text, long offset, long line, boolean broken, boolean quoted) {

  private static final int SHOWN = 8;

  /** Reads all records of ranges, one range after the other. */
  static List<ScannedRecord> read(List<FileRange> ranges, int maximumLength) throws IOException {
    List<ScannedRecord> records = new ArrayList<>();
    for (FileRange range : ranges) {
      try (RecordScanner scanner =
          new RecordScanner(
              new RangeStream(range),
              (byte) ',',
              range.start(),
              range.firstLine(),
              maximumLength,
              SHOWN)) {
        if (range.firstLine() == 1) {
          scanner.skipByteOrderMark();
        }
        while (scanner.next()) {
          records.add(of(scanner));
        }
      }
    }
    return records;
  }

  private static ScannedRecord of(RecordScanner scanner) {
    return new ScannedRecord(
        new String(
            scanner.bytes(),
            scanner.start(),
            scanner.end() - scanner.start(),
            StandardCharsets.ISO_8859_1),
        scanner.offset(),
        scanner.line(),
        scanner.broken(),
        scanner.quoted());
  }
}
