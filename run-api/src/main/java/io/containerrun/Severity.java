package io.containerrun;

/** How much a {@link Violation} weighs. */
public enum Severity {
  /** The run cannot work: an engine refuses it, or does what was not asked for. */
  ERROR,
  /** The run works, but not as it is written. */
  WARNING,
  /** Worth knowing. */
  INFO
}
