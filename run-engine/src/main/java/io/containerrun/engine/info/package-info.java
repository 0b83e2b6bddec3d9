/**
 * Describes what inspect, list and stats report: immutable records of plain values.
 *
 * <p>Nothing here calls an engine. The records depend on {@code io.containerrun.value} alone, so
 * that they can be built in the tests of an application as well.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine.info;

import org.jspecify.annotations.NullMarked;
