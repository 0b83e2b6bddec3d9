package io.containerrun.engine.internal.api;

import io.containerrun.engine.internal.http.Response;
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
   * @return what the engine responds
   */
  Removal tryRemove(String id, Duration limit);

  /** The response to a removal. */
  enum Removal {
    /** It is removed. */
    DONE,
    /** There is no such object, or none yet: engines list what they are still creating. */
    ABSENT,
    /** It is not removed now. */
    REJECTED;

    static Removal of(Response response) {
      Removal failed = response.isNotFound() ? ABSENT : REJECTED;
      return response.isError() ? failed : DONE;
    }
  }

  /**
   * Removes an object, killing a container that runs, and returns once its name is free. Does
   * nothing if it has been removed.
   */
  void removeIfThere(String id);
}
