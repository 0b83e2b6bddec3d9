package io.containerrun.engine;

import io.containerrun.engine.internal.handle.SignalHandlers;
import java.util.Objects;

/**
 * Forwards the signals of this process to a container until it is closed.
 *
 * <pre>{@code
 * try (SignalForwarding signals = SignalForwarding.to(container)) {
 *   return container.waitFor();
 * }
 * }</pre>
 *
 * <p>Nothing else in this library handles signals, except {@link Terminal#forwardSignals()}. While
 * it is open, {@code INT}, {@code TERM} and {@code HUP} no longer end this process. Forwarded are
 * {@code HUP}, {@code INT}, {@code TERM}, {@code USR1}, {@code USR2}, {@code ALRM}, {@code ABRT},
 * {@code TSTP}, {@code CONT}, {@code PWR} and {@code WINCH}. The JVM keeps {@code QUIT} (a thread
 * dump) and the signals of its own errors ({@code SEGV}, {@code BUS}, {@code FPE}, {@code ILL},
 * {@code PIPE}, {@code XFSZ}); with {@code -Xrs} {@code QUIT} is forwarded as well. Flight Recorder
 * uses {@code USR2}, unless the variable {@code _JAVA_SR_SIGNUM} names another signal. A signal
 * that arrives before the container runs, or that cannot be sent, is lost.
 *
 * <p>May be shared between threads. {@link #close} restores the previous handlers.
 *
 * @since 0.1.0
 */
public final class SignalForwarding implements AutoCloseable {

  private final SignalHandlers handlers;

  private SignalForwarding(SignalHandlers handlers) {
    this.handlers = handlers;
  }

  /** Starts forwarding. */
  public static SignalForwarding to(ContainerHandle container) {
    Objects.requireNonNull(container, "container");
    return new SignalForwarding(
        SignalHandlers.of(
            SignalHandlers.FORWARDED, signal -> SignalHandlers.sendQuietly(container, signal)));
  }

  /** Restores the previous handlers. A second call does nothing. */
  @Override
  public void close() {
    handlers.close();
  }
}
