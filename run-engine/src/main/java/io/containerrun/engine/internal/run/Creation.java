package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import java.util.function.Consumer;

/**
 * How to create a container.
 *
 * @param prepared the run
 * @param kept whether the container is to stay when its handle, its engine and its process end; its
 *     labels say so, and no ledger lists it
 * @param before gets the id of the created container before its start; a failure removes it
 */
public record Creation(PreparedRun prepared, boolean kept, Consumer<String> before) {

  /** The run. */
  public ContainerRun run() {
    return prepared.run();
  }
}
