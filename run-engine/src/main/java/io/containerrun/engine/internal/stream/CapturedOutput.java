package io.containerrun.engine.internal.stream;

/**
 * The captured output of a program.
 *
 * @param stdout standard output
 * @param stderr standard error
 */
public record CapturedOutput(CapturedStream stdout, CapturedStream stderr) {

  static final CapturedOutput NONE = new CapturedOutput(CapturedStream.NONE, CapturedStream.NONE);
}
