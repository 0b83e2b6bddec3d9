package io.containerrun.engine.internal.ready;

import java.time.Duration;
import java.util.Optional;

/**
 * One of several conditions.
 *
 * @param probes create its probe
 * @param limit its own limit, from its first check on; empty if only that of the whole counts
 */
public record Part(Probe.Factory probes, Optional<Duration> limit) {}
