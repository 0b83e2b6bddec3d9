package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import java.util.List;

/**
 * A run that can work.
 *
 * @param run with all that it names on the caller's side
 * @param doubts the warnings that it is sent in spite of
 */
public record PreparedRun(ContainerRun run, List<Violation> doubts) {}
