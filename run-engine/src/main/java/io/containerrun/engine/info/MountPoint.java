package io.containerrun.engine.info;

/**
 * A place in a container that holds something from outside.
 *
 * @param type such as {@code bind}, {@code volume}, {@code tmpfs}
 * @param name of the volume; empty if it is none
 * @param source the path on the engine's host
 * @param destination the path in the container
 * @param driver of the volume; empty if it is none
 * @param mode as the run has it, such as {@code z}
 * @param writable whether the container may write there
 * @param propagation of further mounts, such as {@code rprivate}
 * @since 0.1.0
 */
public record MountPoint(
    String type,
    String name,
    String source,
    String destination,
    String driver,
    String mode,
    boolean writable,
    String propagation) {}
