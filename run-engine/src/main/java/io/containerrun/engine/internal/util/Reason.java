package io.containerrun.engine.internal.util;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Says why something failed. The exceptions of {@code java.nio.file} often have the name of the
 * file for their whole message, and others have none.
 */
public final class Reason {

  private Reason() {}

  /** What an exception says, or at least what it is. */
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
        ? "it is there already"
        : failure.getClass().getSimpleName();
  }
}
