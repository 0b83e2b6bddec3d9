package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Thrown when an engine rejects a request, fails or does not respond.
 *
 * <p>The message names the operation, quotes the engine and says what to do where that is known.
 * Values of environment variables never appear in it.
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
   * @param message the complete message
   * @param operation what was attempted, such as {@code create container}
   * @param status the HTTP status of the response; 0 if there was none
   * @param engineMessage the message of the engine, or of the operating system
   */
  public EngineException(String message, String operation, int status, String engineMessage) {
    super(message);
    this.operation = operation;
    this.status = status;
    this.engineMessage = engineMessage;
  }

  /** Sets the cause and returns this exception. */
  public final EngineException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** What was attempted, such as {@code create container}. */
  public String operation() {
    return operation;
  }

  /** The HTTP status of the engine's response; empty if there was none. */
  public OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Whether the object does not exist: status 404, and others that the engine explains so. */
  public boolean isNotFound() {
    return status == 404;
  }

  /** The message of the engine, unchanged. */
  public String engineMessage() {
    return engineMessage;
  }

  /**
   * The exit status of {@code docker run} in this case: 127 if the command was not found, 126 if it
   * cannot be executed, 1 if its streams cannot be attached, else 125. As there, it is derived from
   * the engine's message.
   */
  @Override
  public int exitStatus() {
    if (operation.startsWith("attach")) {
      return 1;
    }
    String reason = engineMessage.toLowerCase(Locale.ROOT);
    if (reason.contains("executable file not found")
        || reason.contains("no such file or directory")
        || reason.contains("system cannot find the file specified")) {
      return 127;
    }
    return reason.contains("permission denied") || reason.contains("is a directory") ? 126 : 125;
  }
}
