/** The words that use cases and adapters share: jobs, their status and reports, and errors. */
@NullMarked
package dev.tally.application.port;

import org.jspecify.annotations.NullMarked;
