package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.EngineException;
import io.containerrun.value.Signal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Handlers for signals of this process, until they are closed. */
public final class SignalHandlers implements AutoCloseable {

  /** The signals that are forwarded, except those that the JVM uses itself. */
  public static final Set<Signal> FORWARDED =
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

  private final List<JvmSignal> taken;

  private SignalHandlers(List<JvmSignal> taken) {
    this.taken = taken;
  }

  /** Passes signals to a receiver, which is called on threads of the JVM. */
  public static SignalHandlers of(Set<Signal> signals, Consumer<Signal> receiver) {
    return new SignalHandlers(
        signals.stream().flatMap(signal -> JvmSignal.take(signal, receiver).stream()).toList());
  }

  /** Sends a signal to a container; it is lost if the container does not run. */
  public static void sendQuietly(ContainerHandle container, Signal signal) {
    try {
      container.kill(signal);
    } catch (EngineException lost) {
      // Not started yet, or exited: the docker command ignores this as well.
      return;
    }
  }

  @Override
  public void close() {
    taken.forEach(JvmSignal::close);
  }
}
