package io.containerrun.engine;

import io.containerrun.engine.internal.handle.AttachedExec;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A command in a container with its streams attached.
 *
 * <pre>{@code
 * try (InteractiveExec sql = db.openExec(ExecCommand.of("psql").interactive())) {
 *   sql.session().stdin().write("select 1;\n".getBytes(UTF_8));
 *   sql.session().stdin().close();
 *   sql.session().stdout().transferTo(System.out);
 *   int code = sql.waitFor();
 * }
 * }</pre>
 *
 * <p>Closing leaves the command running; one that reads its input finds the end. May be shared
 * between threads.
 *
 * @since 0.1.0
 */
public sealed interface InteractiveExec extends AutoCloseable permits AttachedExec {

  /** The id that the engine has given it, 64 hexadecimal digits. */
  String id();

  /** The attached streams. */
  Session session();

  /**
   * Waits until the command exits, for which it may have to be read or fed.
   *
   * @return the exit code
   * @throws EngineException if the container exits before
   */
  int waitFor();

  /**
   * Waits until the command exits, up to a limit.
   *
   * @return whether it has exited
   */
  boolean waitFor(Duration limit);

  /** The exit code; empty while the command runs. */
  OptionalInt exitCode();

  /** Leaves the command running and drops unread output. A second call does nothing. */
  @Override
  void close();
}
