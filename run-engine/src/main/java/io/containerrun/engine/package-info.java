/**
 * Executes runs on a Docker-compatible engine. Start at {@link io.containerrun.engine.Engine}.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine;

import org.jspecify.annotations.NullMarked;
