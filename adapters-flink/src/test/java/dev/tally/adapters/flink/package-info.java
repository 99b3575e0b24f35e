@NullMarked
package dev.tally.adapters.flink;

import org.jspecify.annotations.NullMarked;
