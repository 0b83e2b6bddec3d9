/**
 * Reads and writes tar archives: build contexts, and the files that {@code docker cp} moves.
 *
 * <p>What belongs here accesses local files. It sends nothing to an engine.
 */
@NullMarked
package io.containerrun.engine.internal.files;

import org.jspecify.annotations.NullMarked;
