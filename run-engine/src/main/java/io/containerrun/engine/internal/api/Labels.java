package io.containerrun.engine.internal.api;

import java.util.UUID;

/** The labels by which this library finds the objects that it has created. */
public final class Labels {

  /** Identifies the process that created the object. */
  public static final String SESSION = "io.containerrun.session";

  /**
   * Identifies one object of the process, so that it can be found if the response with its id is
   * lost.
   */
  public static final String RUN = "io.containerrun.run";

  /** The user and the host of the process. */
  public static final String OWNER = "io.containerrun.owner";

  /** The process on its host. */
  public static final String PROCESS = "io.containerrun.process";

  /**
   * On an object that was created to be kept: it is no leftover, whatever became of its process.
   */
  public static final String KEPT = "io.containerrun.kept";

  /** The value for this process. */
  public static final String THIS_SESSION = UUID.randomUUID().toString();

  private Labels() {}
}
