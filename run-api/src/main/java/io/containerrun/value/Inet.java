package io.containerrun.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the internet protocol as Go's {@code net.ParseIP} reads and prints them.
 *
 * <p>The class library of Java is not used: it takes forms that Go refuses, such as {@code 1.2}.
 */
final class Inet {

  private Inet() {}

  static boolean isAddress(String text) {
    return read(text) != null;
  }

  /** The one way Go prints an address, or null if the text is none. */
  static @Nullable String canonical(String text) {
    byte[] bytes = read(text);
    return bytes == null ? null : print(bytes);
  }

  /** Four or sixteen bytes, or null if the text is no address. */
  private static byte @Nullable [] read(String text) {
    int dot = text.indexOf('.');
    int colon = text.indexOf(':');
    if (colon >= 0 && (dot < 0 || colon < dot)) {
      return readSix(text);
    }
    return readFour(text);
  }

  private static byte @Nullable [] readFour(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private static byte @Nullable [] readSix(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = readGroups(text, true);
      return all != null && all.length == 16 ? all : null;
    }
    // The head ends at a colon, so it cannot close with a dotted address.
    byte[] head = readGroups(text.substring(0, gap), false);
    byte[] tail = readGroups(text.substring(gap + 2), true);
    if (head == null || tail == null || head.length + tail.length > 14) {
      return null;
    }
    byte[] bytes = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
    return bytes;
  }

  private static byte @Nullable [] readGroups(String text, boolean mayEndDotted) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] groups = text.split(":", -1);
    if (groups.length > 8) {
      return null;
    }
    byte[] bytes = new byte[16];
    int length = 0;
    for (int i = 0; i < groups.length; i++) {
      byte[] next = null;
      if (groups[i].matches("[0-9a-fA-F]{1,4}")) {
        int value = Integer.parseInt(groups[i], 16);
        next = new byte[] {(byte) (value >> 8), (byte) value};
      } else if (mayEndDotted && i == groups.length - 1) {
        next = readFour(groups[i]);
      }
      if (next == null || length + next.length > 16) {
        return null;
      }
      System.arraycopy(next, 0, bytes, length, next.length);
      length += next.length;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static String print(byte[] bytes) {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    if (bytes.length == 16 && Arrays.equals(bytes, 0, 12, mapped, 0, 12)) {
      return print(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (bytes.length == 4) {
      return (bytes[0] & 255)
          + "."
          + (bytes[1] & 255)
          + "."
          + (bytes[2] & 255)
          + "."
          + (bytes[3] & 255);
    }
    return printSix(bytes);
  }

  /** RFC 5952: lower case, and the first longest run of two or more zero groups is left out. */
  private static String printSix(byte[] bytes) {
    int[] groups = new int[8];
    int gapStart = 8;
    int gapEnd = 8;
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 255) << 8 | (bytes[2 * i + 1] & 255);
    }
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > Math.max(1, gapEnd - gapStart)) {
        gapStart = i;
        gapEnd = end;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        text.append("::");
        i = gapEnd - 1;
      } else {
        if (i > 0 && i != gapEnd) {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
