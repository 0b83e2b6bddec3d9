package io.containerrun.engine.internal.stream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Looks for the detach keys in what is typed. A beginning of them is held back until it is known
 * whether they go on. Used by one thread at a time.
 */
public final class DetachFilter {

  private final byte[] keys;
  private int matched;

  /** One that never finds anything if there are no keys. */
  public DetachFilter(byte[] keys) {
    this.keys = keys.clone();
  }

  /**
   * Passes on what is no part of the keys.
   *
   * @return whether the keys are complete; what follows them is dropped
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

  /** How many of the last keys are again a beginning: of a,a,b after a,a the second a is. */
  private int stillMatched() {
    for (int length = matched - 1; length > 0; length--) {
      if (Arrays.equals(keys, 0, length, keys, matched - length, matched)) {
        return length;
      }
    }
    return 0;
  }

  /** Passes on what was held back: no more is typed. */
  void end(ByteArrayOutputStream target) {
    target.write(keys, 0, matched);
    matched = 0;
  }
}
