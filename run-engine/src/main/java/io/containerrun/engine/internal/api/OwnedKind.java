package io.containerrun.engine.internal.api;

import io.containerrun.engine.internal.util.Timeouts;
import java.time.Duration;
import java.util.List;

/** A kind of object that this library creates, labels and removes. May be shared. */
public interface OwnedKind {

  /** {@code container}, {@code network} or {@code volume}. */
  String kind();

  /** The timeouts of calls. */
  Timeouts timeouts();

  /**
   * The objects with a label, whatever their state.
   *
   * @param limit of the response
   */
  List<LabelledObject> labelled(String label, String value, Duration limit);

  /**
   * Requests the removal of an object, which kills a container that runs.
   *
   * @param limit of the response
   * @return whether it is gone; false for an error response other than that it does not exist
   */
  boolean tryRemove(String id, Duration limit);

  /**
   * Removes an object, killing a container that runs, and returns once its name is free. Does
   * nothing if it has been removed.
   */
  void removeIfThere(String id);
}
