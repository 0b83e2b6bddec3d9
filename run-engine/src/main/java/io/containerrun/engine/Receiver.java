package io.containerrun.engine;

import io.containerrun.engine.internal.stream.OutputSink;

/** Takes the output of one run, and afterwards tells what it kept. */
abstract class Receiver implements OutputSink {

  private static final byte[] NOTHING = {};

  /** Whether it never waits: it calls no code of the caller, and writes to nothing of theirs. */
  boolean isOurs() {
    return false;
  }

  /** What was kept of standard output. */
  byte[] stdout() {
    return NOTHING;
  }

  /** What was kept of standard error. */
  byte[] stderr() {
    return NOTHING;
  }

  /** Whether more came than was kept. */
  boolean isTruncated() {
    return false;
  }
}
