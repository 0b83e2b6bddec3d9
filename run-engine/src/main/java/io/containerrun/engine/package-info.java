/**
 * Executes runs on a Docker-compatible engine: {@link io.containerrun.engine.Engine} is where to
 * begin.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine;

import org.jspecify.annotations.NullMarked;
