package io.containerrun.engine;

import io.containerrun.value.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

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

  /** All that a container can be told; of these the JVM keeps what it needs. */
  static final Set<Signal> FORWARDED =
      Set.of(
          Signal.HUP,
          Signal.INT,
          Signal.TERM,
          Signal.USR1,
          Signal.USR2,
          Signal.QUIT,
          Signal.of("SIGALRM"),
          Signal.of("SIGABRT"),
          Signal.of("SIGTSTP"),
          Signal.of("SIGCONT"),
          Signal.of("SIGPWR"),
          Signal.of("SIGWINCH"));

  private final List<JvmSignal> taken = new ArrayList<>();

  private SignalForwarding() {}

  /** Begins to pass signals on. */
  public static SignalForwarding to(Container container) {
    Objects.requireNonNull(container, "container");
    return of(FORWARDED, signal -> sendQuietly(container, signal));
  }

  /** Gives signals to a receiver, which is called on threads of the JVM. */
  static SignalForwarding of(Set<Signal> signals, Consumer<Signal> receiver) {
    SignalForwarding forwarding = new SignalForwarding();
    signals.forEach(signal -> JvmSignal.take(signal, receiver).ifPresent(forwarding.taken::add));
    return forwarding;
  }

  static void sendQuietly(Container container, Signal signal) {
    try {
      container.kill(signal);
    } catch (EngineException lost) {
      // Not started yet, or over: like the docker command, nobody is told.
      return;
    }
  }

  @Override
  public void close() {
    taken.forEach(JvmSignal::close);
    taken.clear();
  }
}
