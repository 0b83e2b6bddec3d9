package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.stream.Attachment;
import java.util.List;
import java.util.Optional;

/**
 * A container that has been started, or created to be started later.
 *
 * @param id its id
 * @param warnings the engine's warnings at the create
 * @param exit watches its exit
 * @param attachment its streams; empty if none is attached
 */
public record StartedContainer(
    String id, List<String> warnings, ExitWatch exit, Optional<Attachment> attachment) {

  /** The short id. */
  @Override
  public String toString() {
    return Operation.shortId(id);
  }

  /** Closes the connections for its streams and its exit; does not affect the container. */
  public void disconnect() {
    attachment.ifPresent(Attachment::close);
    exit.close();
  }
}
