package dev.tally.domain.sample;

import dev.tally.domain.aggregation.AggregationLaws;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ReadingSummariesTest {

  @TestFactory
  Stream<DynamicTest> keepsTheLaws() {
    return new AggregationLaws<>(
            new ReadingSummaries(),
            random ->
                new Reading(
                    "station " + random.nextInt(3),
                    random.nextInt(3) - 1,
                    random.nextInt(),
                    random.nextLong()))
        .tests();
  }
}
