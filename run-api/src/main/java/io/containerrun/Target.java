package io.containerrun;

/**
 * The engine that a run is meant for, as far as rules need to know it.
 *
 * @param system {@code linux} or {@code windows}
 * @param api the version of the API that the run will be sent with
 */
public record Target(String system, ApiVersion api) {}
