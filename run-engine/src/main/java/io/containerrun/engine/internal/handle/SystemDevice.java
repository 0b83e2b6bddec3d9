package io.containerrun.engine.internal.handle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal of this process, if it has one. Opened at its first use, because opening it starts
 * programs. JLine restores it when the JVM exits.
 */
public final class SystemDevice implements TerminalDevice {

  private Optional<org.jline.terminal.Terminal> terminal = Optional.empty();
  private Optional<Attributes> before = Optional.empty();
  private boolean opened;

  private synchronized Optional<org.jline.terminal.Terminal> terminal() {
    if (!opened) {
      opened = true;
      terminal = open();
    }
    return terminal;
  }

  private static Optional<org.jline.terminal.Terminal> open() {
    try {
      // JLine must not handle signals: they belong to the program.
      return Optional.of(
          TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build());
    } catch (IOException | IllegalStateException none) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isPresent() {
    return terminal().isPresent();
  }

  /**
   * The settings of the C library's {@code cfmakeraw}; output processing is left to the container.
   */
  @Override
  public synchronized void raw() {
    terminal()
        .ifPresent(
            it -> {
              Attributes now = it.getAttributes();
              before = Optional.of(now);
              Attributes raw = new Attributes(now);
              raw.setInputFlags(
                  EnumSet.of(
                      InputFlag.IGNBRK,
                      InputFlag.BRKINT,
                      InputFlag.PARMRK,
                      InputFlag.ISTRIP,
                      InputFlag.INLCR,
                      InputFlag.IGNCR,
                      InputFlag.ICRNL,
                      InputFlag.IXON),
                  false);
              raw.setOutputFlag(OutputFlag.OPOST, false);
              raw.setLocalFlags(
                  EnumSet.of(
                      LocalFlag.ECHO,
                      LocalFlag.ECHONL,
                      LocalFlag.ICANON,
                      LocalFlag.ISIG,
                      LocalFlag.IEXTEN),
                  false);
              raw.setControlChar(ControlChar.VMIN, 1);
              raw.setControlChar(ControlChar.VTIME, 0);
              it.setAttributes(raw);
            });
  }

  @Override
  public synchronized void restore() {
    before.ifPresent(attributes -> terminal().ifPresent(it -> it.setAttributes(attributes)));
    before = Optional.empty();
  }

  @Override
  public Optional<Size> size() {
    return terminal()
        .map(it -> it.getSize())
        .filter(it -> it.getRows() > 0 && it.getColumns() > 0)
        .map(it -> new Size(it.getRows(), it.getColumns()));
  }

  @Override
  public synchronized void close() {
    restore();
    try {
      if (terminal.isPresent()) {
        terminal.get().close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      terminal = Optional.empty();
    }
  }
}
