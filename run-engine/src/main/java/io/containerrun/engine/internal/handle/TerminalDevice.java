package io.containerrun.engine.internal.handle;

import java.util.Optional;

/**
 * The functions of a terminal beyond its streams. Used by one thread at a time, {@code size} by any
 * thread.
 */
public interface TerminalDevice extends AutoCloseable {

  /**
   * The size of a terminal.
   *
   * @param rows the height
   * @param columns the width
   */
  record Size(int rows, int columns) {}

  /** Whether there is a terminal. */
  boolean isPresent();

  /** Switches to raw mode, which passes on every key at once. */
  void raw();

  /** Restores the previous mode. */
  void restore();

  /** The size; empty if there is no terminal, or its size is not known. */
  Optional<Size> size();

  @Override
  void close();
}
