/** The engine that needs no framework: threads, the domain's kernel, and two ports. */
@NullMarked
package dev.tally.application.inprocess;

import org.jspecify.annotations.NullMarked;
