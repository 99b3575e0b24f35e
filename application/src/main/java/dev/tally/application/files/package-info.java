/** What every engine does with files as input, whatever it reads them with. */
@NullMarked
package dev.tally.application.files;

import org.jspecify.annotations.NullMarked;
