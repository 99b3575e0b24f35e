/** The JSON of input records and result rows. */
@NullMarked
package dev.tally.adapters.kafka.json;

import org.jspecify.annotations.NullMarked;
