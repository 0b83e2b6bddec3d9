package io.containerrun.internal.rules;

/** Who would refuse a run that breaks a rule, if this library did not. */
public enum Enforcer {
  /** The reference client, before it asks an engine. */
  CLIENT,
  /** The engine, when the container is made or started. */
  ENGINE,
  /** Neither: the run does something else than it says. */
  NONE
}
