/**
 * What every engine promises, as tests: {@link
 * dev.tally.application.conformance.AggregationEngineConformance} is extended once for each engine.
 */
@NullMarked
package dev.tally.application.conformance;

import org.jspecify.annotations.NullMarked;
