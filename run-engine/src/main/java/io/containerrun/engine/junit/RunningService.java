package io.containerrun.engine.junit;

import io.containerrun.engine.ContainerHandle;

/**
 * The container of a service.
 *
 * @param end removes it, unless it stays, and releases what it needs
 */
record RunningService(ContainerHandle container, Runnable end) implements AutoCloseable {

  @Override
  public void close() {
    end.run();
  }
}
