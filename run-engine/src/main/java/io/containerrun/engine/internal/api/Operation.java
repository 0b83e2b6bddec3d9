package io.containerrun.engine.internal.api;

/**
 * What is tried with an engine, for messages.
 *
 * @param name such as {@code start container}
 * @param subject such as the container's id
 */
public record Operation(String name, String subject) {

  private static final int SHORT_ID = 12;

  public static Operation container(String name, String id) {
    return new Operation(name, shortId(id));
  }

  public static String shortId(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  @Override
  public String toString() {
    return name + " " + subject;
  }
}
