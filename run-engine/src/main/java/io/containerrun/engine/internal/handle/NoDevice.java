package io.containerrun.engine.internal.handle;

import java.util.Optional;

/** The device of streams that are not a terminal. */
public final class NoDevice implements TerminalDevice {

  @Override
  public boolean isPresent() {
    return false;
  }

  @Override
  public void raw() {}

  @Override
  public void restore() {}

  @Override
  public Optional<Size> size() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
