/** One program for each task. The documents quote regions of these files. */
@NullMarked
package io.containerrun.examples;

import org.jspecify.annotations.NullMarked;
