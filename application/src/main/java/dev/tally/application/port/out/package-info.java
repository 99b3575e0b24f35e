/** What the use cases need from outside: engines, topics, records, formats. */
@NullMarked
package dev.tally.application.port.out;

import org.jspecify.annotations.NullMarked;
