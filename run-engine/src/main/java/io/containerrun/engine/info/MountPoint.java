package io.containerrun.engine.info;

/**
 * A mount of a container.
 *
 * @param type such as {@code bind}, {@code volume}, {@code tmpfs}
 * @param name of the volume; empty for other types
 * @param source the path on the engine's host
 * @param destination the path in the container
 * @param driver of the volume; empty for other types
 * @param mode the mode of the run, such as {@code z}
 * @param writable whether the container may write there
 * @param propagation the mount propagation, such as {@code rprivate}
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
