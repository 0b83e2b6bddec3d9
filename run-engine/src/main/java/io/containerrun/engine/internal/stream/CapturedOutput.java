package io.containerrun.engine.internal.stream;

import java.nio.charset.StandardCharsets;

/**
 * The captured output of a program.
 *
 * @param stdout standard output; the array belongs to this record
 * @param stderr standard error; the array belongs to this record
 * @param truncated whether some output was not captured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed out as copies
public record CapturedOutput(byte[] stdout, byte[] stderr, boolean truncated) {

  static final CapturedOutput NONE = new CapturedOutput(new byte[0], new byte[0], false);

  /** Standard output as text. */
  public String stdoutText() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** Standard error as text. */
  public String stderrText() {
    return new String(stderr, StandardCharsets.UTF_8);
  }
}
