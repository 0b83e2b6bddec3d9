package io.containerrun.engine;

import io.containerrun.engine.internal.handle.BackgroundExec;

/**
 * A handle on a command in the background of a container. The handle owns nothing.
 *
 * @since 0.1.0
 */
public sealed interface DetachedExec extends ExecHandle permits BackgroundExec {

  /**
   * Sets the size of the command's terminal.
   *
   * @throws EngineException if the command does not run or has no terminal
   */
  void resize(int rows, int columns);
}
