package io.containerrun.engine.internal.stream;

/** How the output of a program was received. */
public enum Delivery {
  /** To its end, on one connection. */
  WHOLE,
  /** To its end, although its connection broke while the program ran. */
  CONTINUED,
  /** In part: the connection broke, and what followed cannot be had any more. */
  PARTIAL
}
