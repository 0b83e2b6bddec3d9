package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/** The device in front of a limit: {@code /dev/sda:500}. */
final class DevicePath {

  private DevicePath() {}

  /** The path and the rest after the first colon. */
  static String[] split(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw Secrets.refusal("bad format: " + text + "; write /dev/name:limit");
    }
    require(text.substring(0, colon), text);
    return new String[] {text.substring(0, colon), text.substring(colon + 1)};
  }

  /** Refuses a path outside {@code /dev/} or with a colon. */
  static void require(String path, String text) {
    if (!path.startsWith("/dev/") || path.contains(":")) {
      throw Secrets.refusal("bad format for device path: " + text + "; write a path under /dev/");
    }
  }
}
