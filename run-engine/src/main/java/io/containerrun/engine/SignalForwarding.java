package io.containerrun.engine;

import io.containerrun.engine.internal.handle.SignalHandlers;
import java.util.Objects;

/**
 * Passes the signals of this process on to a container, until it is closed.
 *
 * <pre>{@code
 * try (SignalForwarding signals = SignalForwarding.to(container)) {
 *   return container.waitFor();
 * }
 * }</pre>
 *
 * <p>Nothing else in this library touches signals: a program has to ask for it. While it is open,
 * {@code INT}, {@code TERM} and {@code HUP} no longer end this process. Forwarded are {@code HUP},
 * {@code INT}, {@code TERM}, {@code USR1}, {@code USR2}, {@code ALRM}, {@code ABRT}, {@code TSTP},
 * {@code CONT}, {@code PWR} and {@code WINCH}. The JVM keeps {@code QUIT} (a thread dump) and those
 * that tell of its own errors ({@code SEGV}, {@code BUS}, {@code FPE}, {@code ILL}, {@code PIPE},
 * {@code XFSZ}); started with {@code -Xrs} it passes on {@code QUIT} as well, and one that records
 * with Flight Recorder needs {@code USR2} for itself, which the variable {@code _JAVA_SR_SIGNUM}
 * moves. A signal that comes before the container runs, or that it cannot be sent, is lost.
 *
 * <p>May be shared between threads. The handlers that were set before are set again by {@link
 * #close}.
 *
 * @since 0.1.0
 */
public final class SignalForwarding implements AutoCloseable {

  private final SignalHandlers handlers;

  private SignalForwarding(SignalHandlers handlers) {
    this.handlers = handlers;
  }

  /** Starts to pass signals on. */
  public static SignalForwarding to(ContainerHandle container) {
    Objects.requireNonNull(container, "container");
    return new SignalForwarding(
        SignalHandlers.of(
            SignalHandlers.FORWARDED, signal -> SignalHandlers.sendQuietly(container, signal)));
  }

  /** Restores the handlers that were set before. A second call does nothing. */
  @Override
  public void close() {
    handlers.close();
  }
}
