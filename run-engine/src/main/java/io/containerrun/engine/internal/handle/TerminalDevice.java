package io.containerrun.engine.internal.handle;

import java.util.Optional;

/** What a terminal can do beyond its streams. Used by one thread at a time, {@code size} by any. */
public interface TerminalDevice extends AutoCloseable {

  /**
   * The size of a terminal.
   *
   * @param rows its height
   * @param columns its width
   */
  record Size(int rows, int columns) {}

  /** Whether there is one. */
  boolean isPresent();

  /** Has it pass on every key as it is typed. */
  void raw();

  /** Has it work as before. */
  void restore();

  /** Its size; empty where there is none, or it does not know. */
  Optional<Size> size();

  @Override
  void close();
}
