/**
 * Needs {@code org.testcontainers:testcontainers} of version 1.21 or 2: runs in containers of
 * Testcontainers, and runs where Testcontainers expects a container of its own. Start at {@link
 * io.containerrun.engine.testcontainers.TestcontainersRuns}.
 *
 * <p>What belongs here: what implements interfaces of Testcontainers or sets up its objects. It
 * uses the public interface of this library alone, and the package {@code dockerjava} for create
 * commands.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine.testcontainers;

import org.jspecify.annotations.NullMarked;
