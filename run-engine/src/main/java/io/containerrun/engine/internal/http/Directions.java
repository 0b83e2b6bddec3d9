package io.containerrun.engine.internal.http;

/** Which way the bytes of an upgraded connection go. */
public enum Directions {
  /** The engine writes. */
  OUTPUT,
  /** This side writes. */
  INPUT,
  /** Both sides write. */
  BOTH;

  /** Whether this side writes. */
  public boolean hasInput() {
    return this != OUTPUT;
  }
}
