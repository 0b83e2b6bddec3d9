/**
 * General helpers: waiting, deadlines, threads, messages of failures.
 *
 * <p>What belongs here is used by several rooms and knows none of them.
 */
@NullMarked
package io.containerrun.engine.internal.util;

import org.jspecify.annotations.NullMarked;
