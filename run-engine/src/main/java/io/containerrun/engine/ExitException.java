package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import java.util.List;

/**
 * Thrown when the caller requires a success, but a container or a command in it has exited with
 * another code than 0, was stopped at its limit of time, or has lost some of its output.
 *
 * @since 0.1.0
 */
public final class ExitException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  private static final int LINES = 10;
  private static final int CHARACTERS = 2_000;

  private final transient ProgramResult result;

  /** Creates one for a result that is not a success. */
  public ExitException(ProgramResult result) {
    super(message(result));
    this.result = result;
  }

  /** The result with the exit code. */
  public ProgramResult result() {
    return result;
  }

  private static String message(ProgramResult result) {
    String errors = tail(result.stderrExcerpt());
    // A container with a terminal writes its errors to its output.
    String last = errors.isEmpty() ? tail(result.stdoutExcerpt()) : errors;
    return result + (last.isEmpty() ? "" : "; its last output:\n" + last);
  }

  private static String tail(String text) {
    List<String> lines = text.stripTrailing().lines().toList();
    String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    return last.substring(Math.max(0, last.length() - CHARACTERS));
  }
}
