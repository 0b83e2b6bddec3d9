package io.containerrun.engine.internal.stream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Finds the detach keys in the input. Keys that could start the sequence are held back until the
 * next key decides. Used by one thread at a time.
 */
public final class DetachFilter {

  private final byte[] keys;
  private int matched;

  /** Creates a filter; without keys it passes on everything. */
  public DetachFilter(byte[] keys) {
    this.keys = keys.clone();
  }

  /**
   * Passes on the bytes that are not part of the keys.
   *
   * @return whether the sequence is complete; later bytes are dropped
   */
  boolean pass(byte[] bytes, int offset, int length, ByteArrayOutputStream target) {
    if (keys.length == 0) {
      target.write(bytes, offset, length);
      return false;
    }
    for (int i = offset; i < offset + length; i++) {
      if (matches(bytes[i], target)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte next, ByteArrayOutputStream target) {
    while (matched > 0 && next != keys[matched]) {
      int still = stillMatched();
      target.write(keys, 0, matched - still);
      matched = still;
    }
    if (next != keys[matched]) {
      target.write(next);
      return false;
    }
    matched++;
    boolean complete = matched == keys.length;
    matched = complete ? 0 : matched;
    return complete;
  }

  /** How many of the last bytes can start the sequence again: for a,a,b after a,a the second a. */
  private int stillMatched() {
    for (int length = matched - 1; length > 0; length--) {
      if (Arrays.equals(keys, 0, length, keys, matched - length, matched)) {
        return length;
      }
    }
    return 0;
  }

  /** Passes on the bytes held back, at the end of input. */
  void end(ByteArrayOutputStream target) {
    target.write(keys, 0, matched);
    matched = 0;
  }
}
