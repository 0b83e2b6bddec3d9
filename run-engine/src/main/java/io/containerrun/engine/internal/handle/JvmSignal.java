package io.containerrun.engine.internal.handle;

import io.containerrun.value.Signal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A signal that this process handles through {@code sun.misc.Signal}, the only API for that. It is
 * called by reflection, because its compiler warning cannot be suppressed.
 */
public final class JvmSignal implements AutoCloseable {

  private final Method handle;
  private final Object signal;
  private final Object before;

  private JvmSignal(Method handle, Object signal, Object before) {
    this.handle = handle;
    this.signal = signal;
    this.before = before;
  }

  /** Takes over a signal; empty if the system has no such signal, or the JVM uses it. */
  public static Optional<JvmSignal> take(Signal wanted, Consumer<Signal> receiver) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal =
          signalType.getConstructor(String.class).newInstance(wanted.text().substring(3));
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object handler =
          Proxy.newProxyInstance(
              JvmSignal.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> called(proxy, method, arguments, wanted, receiver));
      return Optional.of(new JvmSignal(handle, signal, handle.invoke(null, signal, handler)));
    } catch (InvocationTargetException unavailable) {
      return Optional.empty();
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Java cannot handle signals", missing);
    }
  }

  private static Object called(
      Object proxy, Method method, Object[] arguments, Signal signal, Consumer<Signal> receiver) {
    return switch (method.getName()) {
      case "handle" -> {
        receiver.accept(signal);
        yield "";
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "handler of " + signal;
    };
  }

  /** Restores the previous handler. */
  @Override
  public void close() {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
