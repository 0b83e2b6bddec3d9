package io.containerrun.engine;

import io.containerrun.engine.internal.ExecCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command in a container, with its streams attached.
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
 * <p>Closing leaves the command to itself; one that reads its input finds the end. May be shared
 * between threads.
 *
 * @since 0.1.0
 */
public final class InteractiveExec implements AutoCloseable {

  private final ExecCalls calls;
  private final Session session;

  InteractiveExec(ExecCalls calls, Session session) {
    this.calls = calls;
    this.session = session;
  }

  /** The id that the engine has given it, 64 hexadecimal digits. */
  public String id() {
    return calls.id();
  }

  /** Its streams. */
  public Session session() {
    return session;
  }

  /**
   * Waits until the command ends. It may have to be read or fed for that.
   *
   * @return the exit code
   * @throws EngineException if the container has ended before
   */
  public int waitFor() {
    return calls.awaitExitCode(Optional.empty()).orElseThrow();
  }

  /**
   * Waits until the command ends, for a time.
   *
   * @return whether it has ended
   */
  public boolean waitFor(Duration limit) {
    return calls.awaitExitCode(Optional.of(limit)).isPresent();
  }

  /** The exit code; empty while the command runs. */
  public OptionalInt exitCode() {
    return calls.exitCode();
  }

  /** Leaves the command to itself, and drops what was not read. A second call does nothing. */
  @Override
  public void close() {
    session.close();
    calls.close();
  }
}
