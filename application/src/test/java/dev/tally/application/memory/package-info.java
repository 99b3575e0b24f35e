/** A cluster in memory: topics, readers and ledgers that behave as the ports promise. */
@NullMarked
package dev.tally.application.memory;

import org.jspecify.annotations.NullMarked;
