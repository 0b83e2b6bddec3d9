package io.containerrun.engine.info;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What has become of a container by now. Times are those of the engine's clock.
 *
 * @param status what it is doing
 * @param running whether its main process runs; also while it is frozen, and before it is restarted
 * @param processId of its main process on the engine's host; 0 while it does not run
 * @param exitCode of its last run, 0 before the first; 126, 127 or 128 if it could not be started;
 *     empty if the engine does not tell it
 * @param oomKilled whether the kernel has ended a process of it, as its memory ran out
 * @param error why it could not be started; empty if it could
 * @param started when it was last started
 * @param finished when it last ended
 * @param health what its health check says
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
