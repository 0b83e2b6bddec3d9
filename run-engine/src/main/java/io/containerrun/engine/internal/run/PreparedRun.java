package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import java.util.List;

/**
 * A run that can be sent.
 *
 * @param run with everything resolved that it takes from the environment
 * @param doubts its warnings
 */
public record PreparedRun(ContainerRun run, List<Violation> doubts) {}
