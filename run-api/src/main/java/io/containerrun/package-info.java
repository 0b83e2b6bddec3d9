/**
 * A container run as a value: {@link io.containerrun.ContainerRun} and all that can be said about
 * it without an engine.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun;

import org.jspecify.annotations.NullMarked;
