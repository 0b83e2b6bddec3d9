package io.containerrun.engine.info;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of a container. Times are by the engine's clock.
 *
 * @param status its status
 * @param running whether its main process runs; true as well while paused or about to be restarted
 * @param processId of its main process on the engine's host; 0 while it does not run
 * @param exitCode of its last run, 0 before the first; 126, 127 or 128 if it could not be started;
 *     empty if the engine does not report it
 * @param oomKilled whether the kernel killed one of its processes because its memory ran out
 * @param error why it could not be started; empty if it could
 * @param started when it was last started
 * @param finished when it last exited
 * @param health its health
 * @since 0.1.0
 */
public record ContainerState(
    ContainerStatus status,
    boolean running,
    long processId,
    OptionalInt exitCode,
    boolean oomKilled,
    String error,
    Optional<Instant> started,
    Optional<Instant> finished,
    ContainerHealth health) {}
