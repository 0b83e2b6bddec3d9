package io.containerrun.engine;

import io.containerrun.Violation;
import io.containerrun.engine.internal.handle.OwnedContainer;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A container that an {@link Engine} has started or created, as a handle that stops and removes it.
 *
 * <pre>{@code
 * try (RunningContainer web = engine.start(ContainerRun.of("nginx:1.27").publish(80))) {
 *   get("http://localhost:" + web.port(80));
 * } // stopped and removed
 * }</pre>
 *
 * <p>The handle owns the container until {@link #close}, which happens as well when the engine is
 * closed or the process exits; {@link #release} gives up the ownership, and a {@linkplain
 * Engine#keeping keeping} engine never takes it. The exit is watched from before the start: {@link
 * #waitFor()}, {@link #onExit()} and {@link #exitCode()} send no request, and with a restart policy
 * give the first exit since the handle started the container. May be shared between threads.
 *
 * @since 0.1.0
 */
public sealed interface RunningContainer extends ContainerHandle, AutoCloseable
    permits OwnedContainer {

  /** The engine's warnings when it created the container, such as limits that it cannot apply. */
  List<String> warnings();

  /**
   * The warnings about the run that {@link Engine#check} gives, excluding informational findings.
   */
  List<Violation> violations();

  /**
   * The attached streams: since before the start if {@link Engine#open} started the container, or
   * if {@link Engine#create} made it and it has not been started; otherwise since the first call of
   * this method, {@link #stdin()}, {@link #stdout()} or {@link #stderr()}. Earlier output is in
   * {@link #logs()}.
   */
  Session session();

  /** The standard input of its {@link #session()}. */
  default OutputStream stdin() {
    return session().stdin();
  }

  /** The standard output of its {@link #session()}. */
  default InputStream stdout() {
    return session().stdout();
  }

  /** The standard error of its {@link #session()}. */
  default InputStream stderr() {
    return session().stderr();
  }

  /**
   * A view for code that expects a {@link Process}. Destroying the process sends {@code SIGTERM} or
   * {@code SIGKILL}; only {@link #close} removes the container. The process has no id, no handle
   * and no children.
   */
  Process toProcess();

  /**
   * Gives up the ownership: closing this handle or the engine no longer stops the container. Its
   * labels stay those of an owned one; {@link Engine#keeping} decides at the create.
   */
  void release();

  /**
   * Kills the container and removes it with its anonymous volumes; returns once its name is free.
   * Call {@link #stop()} first to let the program exit by itself. A second call does nothing.
   *
   * <p>A container that is released or kept stays as it is; only the handle is closed.
   */
  @Override
  void close();

  /** The short id, the name as far as it is known, and the image. Asks the engine nothing. */
  @Override
  String toString();
}
