package dev.tally.adapters.files;

import dev.tally.application.port.out.FileRange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the parts of one file together, in order, and cuts the file at the first record of each.
 * Where a broken record is in the way, it walks the part record by record and cuts at the next.
 */
final class FileCutter {

  private final Path path;
  private final FileChannel file;
  private final long size;
  private final byte delimiter;
  private final int maximumLength;
  private final List<FileRange> ranges = new ArrayList<>();

  private long recordStart; // of the record that the next part begins in
  private boolean inside; // whether the next part begins in one of its quoted fields
  private long brokenUntil; // where a broken record ends that goes on beyond the parts so far
  private long line = 1;
  private long rangeStart;
  private long rangeLine = 1;

  FileCutter(
      Path path, FileChannel file, long start, long size, byte delimiter, int maximumLength) {
    this.path = path;
    this.file = file;
    this.size = size;
    this.delimiter = delimiter;
    this.maximumLength = maximumLength;
    this.recordStart = start;
    this.rangeStart = start;
  }

  /** Takes the next part of the file. */
  void add(FilePart part) throws IOException {
    if (part.end() > brokenUntil) {
      QuoteSurvey survey = inside ? part.inside() : part.outside();
      if (mayHoldBrokenRecord(part, survey)) {
        walk(part.end());
      } else {
        take(part, survey);
      }
    }
    line += part.lines();
  }

  /** Returns the ranges, once all parts have been taken. */
  List<FileRange> finish() {
    cut(size, line);
    return ranges;
  }

  private boolean mayHoldBrokenRecord(FilePart part, QuoteSurvey survey) {
    long end = survey.firstEnd() < 0 ? part.end() : survey.firstEnd();
    return recordStart > part.start() || end - recordStart > maximumLength || !survey.regular();
  }

  private void take(FilePart part, QuoteSurvey survey) {
    if (survey.firstEnd() >= 0) {
      boolean isFirstPart = part.start() == rangeStart;
      if (!isFirstPart && survey.firstEnd() < size) {
        cut(survey.firstEnd(), line + survey.linesToFirstEnd());
      }
      recordStart = survey.lastEnd();
    }
    inside = survey.endsInside();
  }

  private void walk(long end) throws IOException {
    FileRange rest = new FileRange(path.toString(), recordStart, size, 1, false);
    try (RecordScanner records =
        new RecordScanner(
            new RangeStream(rest), delimiter, recordStart, 1, maximumLength, maximumLength)) {
      boolean found = records.next();
      while (found && records.nextOffset() <= end) {
        found = records.next();
      }
      if (!found || records.broken()) {
        recordStart = records.nextOffset();
        brokenUntil = recordStart;
        inside = false;
        return;
      }
      recordStart = Math.min(records.offset(), end);
    }
    FilePart beginning =
        FilePart.surveyFromRecord(file, recordStart, end, delimiter, maximumLength);
    inside = beginning.outside().endsInside();
  }

  private void cut(long end, long lineAfter) {
    ranges.add(new FileRange(path.toString(), rangeStart, end, rangeLine, false));
    rangeStart = end;
    rangeLine = lineAfter;
  }
}
