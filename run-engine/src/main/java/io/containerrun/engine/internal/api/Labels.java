package io.containerrun.engine.internal.api;

import java.util.UUID;

/** The labels by which what this library has created is found again. */
public final class Labels {

  /** Tells whose objects these are. */
  public static final String SESSION = "io.containerrun.session";

  /** Tells them apart, so that one is found again whose id was lost on the way. */
  public static final String RUN = "io.containerrun.run";

  /** One for the whole process, so that what it left behind is told from what others left. */
  public static final String THIS_SESSION = UUID.randomUUID().toString();

  private Labels() {}
}
