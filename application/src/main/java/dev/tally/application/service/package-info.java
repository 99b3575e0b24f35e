/** The use cases. */
@NullMarked
package dev.tally.application.service;

import org.jspecify.annotations.NullMarked;
