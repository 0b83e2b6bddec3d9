package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * An engine that refused, failed or did not answer.
 *
 * <p>The message names the operation, gives the engine's own words and says what to do where that
 * is known. Values of environment variables never appear in it.
 *
 * @since 0.1.0
 */
public class EngineException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  private final String operation;
  private final int status;
  private final String engineMessage;

  /**
   * Creates one.
   *
   * @param message all that a reader needs
   * @param operation what was tried, such as {@code create container}
   * @param status the HTTP status of the response; 0 if there was none
   * @param engineMessage the engine's words, or those of the system below
   */
  public EngineException(String message, String operation, int status, String engineMessage) {
    super(message);
    this.operation = operation;
    this.status = status;
    this.engineMessage = engineMessage;
  }

  /** Keeps the cause. */
  public final EngineException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** What was tried, such as {@code create container}. */
  public String operation() {
    return operation;
  }

  /** The HTTP status of the engine's response; empty if there was none. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Whether the engine answered that what was asked for does not exist: status 404. */
  public boolean isNotFound() {
    return status == 404;
  }

  /** What the engine said, word for word. */
  public String engineMessage() {
    return engineMessage;
  }

  /**
   * The exit status that {@code docker run} ends with in this case: 127 if the command was not
   * found, 126 if it cannot be executed, 1 if its streams cannot be attached, else 125. Like there,
   * it is read off the engine's words.
   */
  @Override
  public int exitStatus() {
    if (operation.startsWith("attach")) {
      return 1;
    }
    String words = engineMessage.toLowerCase(Locale.ROOT);
    if (words.contains("executable file not found")
        || words.contains("no such file or directory")
        || words.contains("system cannot find the file specified")) {
      return 127;
    }
    return words.contains("permission denied") || words.contains("is a directory") ? 126 : 125;
  }
}
