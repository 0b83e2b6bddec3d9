package io.containerrun.engine.internal.stream;

import java.nio.charset.StandardCharsets;

/**
 * What was captured of a stream.
 *
 * @param bytes with a mark where some are left out; the array belongs to this record
 * @param leftOut how many bytes are left out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed out as copies
public record CapturedStream(byte[] bytes, long leftOut) {

  static final CapturedStream NONE = new CapturedStream(new byte[0], 0);

  static CapturedStream of(BoundedBytes bytes) {
    return new CapturedStream(bytes.toByteArray(), bytes.leftOut());
  }

  /** The bytes as text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
