package io.containerrun.value;

/**
 * The two parts of {@code ports/protocol}, unchecked. A missing or empty protocol is tcp; what
 * follows a second slash is ignored, as the reference client does; without ports both are empty.
 */
record PortText(String ports, String protocol) {

  static PortText of(String text) {
    String[] parts = text.split("/", -1);
    if (parts[0].isEmpty()) {
      return new PortText("", "");
    }
    boolean named = parts.length > 1 && !parts[1].isEmpty();
    return new PortText(parts[0], named ? parts[1] : "tcp");
  }
}
