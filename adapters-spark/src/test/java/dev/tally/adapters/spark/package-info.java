/** Tests of the Spark adapter. */
@NullMarked
package dev.tally.adapters.spark;

import org.jspecify.annotations.NullMarked;
