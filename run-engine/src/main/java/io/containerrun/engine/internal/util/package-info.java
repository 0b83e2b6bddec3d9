/**
 * Small tools without a subject of their own: waiting, deadlines, threads, reasons of failures.
 *
 * <p>What belongs here is used by several rooms and knows none of them.
 */
@NullMarked
package io.containerrun.engine.internal.util;

import org.jspecify.annotations.NullMarked;
