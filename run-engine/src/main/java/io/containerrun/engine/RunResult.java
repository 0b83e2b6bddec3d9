package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import io.containerrun.engine.internal.handle.FinishedRun;
import java.util.List;

/**
 * The result of a run.
 *
 * <pre>{@code
 * RunResult result = engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 * String machine = result.requireSuccess().stdout().strip();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public sealed interface RunResult extends ProgramResult permits FinishedRun {

  /** The id of the container, 64 hexadecimal digits. */
  String id();

  /**
   * Whether the engine says that the kernel killed a process of the container because its memory
   * ran out, whatever the exit code: the program may have gone on without that process. The engine
   * is asked if the run has a {@linkplain ContainerRun#memory memory} limit or the exit code is
   * 137.
   */
  boolean isOutOfMemory();

  /** The engine's warnings when it created the container, such as limits that it cannot apply. */
  List<String> warnings();

  /**
   * The warnings about the run that {@link Engine#check} gives, excluding informational findings.
   */
  List<Violation> violations();

  /**
   * Returns this result if it is a success.
   *
   * @throws ExitException if the exit code is not 0, the run exceeded a limit of its {@link
   *     Invocation}, or some of its output was lost
   */
  RunResult requireSuccess();

  /** The short id, the exit code, and the reason if it is known. */
  @Override
  String toString();
}
