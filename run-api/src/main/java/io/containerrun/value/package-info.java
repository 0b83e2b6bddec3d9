/**
 * The values that options hold: sizes, ports, mounts, policies.
 *
 * <p>Every type here is immutable and may be shared between threads. {@code parse} reads exactly
 * the text that {@code docker run} reads, {@code toString} prints one canonical form of it, and
 * reading that form gives an equal value. An impossible value is refused where it is written, with
 * an {@link IllegalArgumentException} that says what to write instead.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.value;

import org.jspecify.annotations.NullMarked;
