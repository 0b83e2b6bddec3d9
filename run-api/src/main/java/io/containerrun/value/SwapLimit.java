package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * The most memory and swap together that a container may use.
 *
 * <pre>{@code
 * SwapLimit.of(Size.gibibytes(2))     // 2g
 * SwapLimit.unlimited()               // -1
 * }</pre>
 *
 * <p>A limit equal to the memory limit leaves no swap. A limit of 0 is as none: the engine then
 * allows as much swap as memory.
 *
 * @param bytes the limit in bytes, 0 or more; −1 for no limit
 */
public record SwapLimit(long bytes) {

  private static final long NO_LIMIT = -1;

  /** Refuses a negative limit other than −1. */
  public SwapLimit {
    if (bytes < NO_LIMIT) {
      throw Secrets.refusal(
          "swap limit " + bytes + " is negative; use 0 or more bytes, or -1 for no limit");
    }
  }

  /** The given amount of memory and swap together. */
  public static SwapLimit of(Size memoryAndSwap) {
    return new SwapLimit(memoryAndSwap.bytes());
  }

  /** As much swap as the host has. */
  public static SwapLimit unlimited() {
    return new SwapLimit(NO_LIMIT);
  }

  /**
   * Reads a size as {@link Size#parse} does, or {@code -1} for no limit.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static SwapLimit parse(String text) {
    return text.equals("-1") ? unlimited() : of(Size.parse(text));
  }

  /** Whether swap has no limit. */
  public boolean isUnlimited() {
    return bytes == NO_LIMIT;
  }

  /** {@code -1}, or the size in the largest unit that divides evenly. */
  @Override
  public String toString() {
    return isUnlimited() ? "-1" : Size.bytes(bytes).toString();
  }
}
