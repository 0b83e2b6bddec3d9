/**
 * Takes a run from its checks to its exit code: create, attach, wait, start, and removal of what is
 * owned.
 *
 * <p>What belongs here knows about the order of calls and about ownership. How one call is written
 * does not.
 */
@NullMarked
package io.containerrun.engine.internal.run;

import org.jspecify.annotations.NullMarked;
