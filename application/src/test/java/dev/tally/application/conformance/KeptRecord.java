package dev.tally.application.conformance;

import dev.tally.application.port.RecordHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as it lies in a topic, with all that it has. */
@SuppressWarnings("ArrayRecordComponent")
public record KeptRecord(
    byte @Nullable [] key, byte @Nullable [] value, List<RecordHeader> headers, long timestamp) {}
