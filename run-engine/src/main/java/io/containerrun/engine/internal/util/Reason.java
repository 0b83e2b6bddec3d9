package io.containerrun.engine.internal.util;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Describes failures. Many exceptions of {@code java.nio.file} have only a file name as message,
 * and others have no message.
 */
public final class Reason {

  private Reason() {}

  /** The message of an exception; its class if it has none. */
  public static String of(Throwable failure) {
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + kind(file);
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String kind(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    return failure instanceof FileAlreadyExistsException
        ? "it already exists"
        : failure.getClass().getSimpleName();
  }
}
