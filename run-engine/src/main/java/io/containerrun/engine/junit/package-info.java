/**
 * Needs {@code org.junit.jupiter:junit-jupiter} of version 5.10 or newer, including 6: containers
 * as parts of tests. Start at {@link io.containerrun.engine.junit.Service}.
 *
 * <p>What belongs here: what JUnit calls, and what it needs to know about services of tests. It
 * uses the public interface of this library alone.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine.junit;

import org.jspecify.annotations.NullMarked;
