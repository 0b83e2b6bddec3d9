package io.containerrun.engine.internal.api;

import io.containerrun.engine.EngineException;
import java.util.regex.Pattern;

/**
 * An operation on an engine, for messages.
 *
 * @param name such as {@code start container}
 * @param subject such as the container's id
 */
public record Operation(String name, String subject) {

  private static final int SHORT_ID = 12;

  private static final Pattern ID =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*(/[a-zA-Z0-9_-][a-zA-Z0-9_.-]*)*");

  public static Operation container(String name, String id) {
    return new Operation(name, shortId(id));
  }

  public static String shortId(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  /**
   * Checks that an id from an engine is valid.
   *
   * @return the id
   * @throws EngineException if the text is empty or cannot be part of a path
   */
  String requireId(String id) {
    if (!ID.matcher(id).matches()) {
      String words =
          id.isEmpty()
              ? "the engine's response has no id"
              : "the engine's response has no valid id: '" + id + "'";
      throw new EngineException(this + ": " + words, name, 0, words);
    }
    return id;
  }

  @Override
  public String toString() {
    return name + " " + subject;
  }
}
