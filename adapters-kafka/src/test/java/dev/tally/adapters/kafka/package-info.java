/** Tests against a real broker, and the broker that the engines' tests share with them. */
@NullMarked
package dev.tally.adapters.kafka;

import org.jspecify.annotations.NullMarked;
