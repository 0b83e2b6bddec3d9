/**
 * Takes a run from its checks to its exit code: create, attach, wait, start, and removal of owned
 * objects.
 *
 * <p>What belongs here knows the order of calls and who owns what. The form of a single call does
 * not belong here.
 */
@NullMarked
package io.containerrun.engine.internal.run;

import org.jspecify.annotations.NullMarked;
