package io.containerrun.engine;

import io.containerrun.engine.internal.handle.AttachedExec;

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
 * <p>Closing leaves the command running and ends its input. To exit, a command may need its output
 * read or its input written.
 *
 * @since 0.1.0
 */
public sealed interface InteractiveExec extends ExecHandle, AutoCloseable permits AttachedExec {

  /** The attached streams. */
  Session session();

  /** Leaves the command running and drops unread output. A second call does nothing. */
  @Override
  void close();
}
