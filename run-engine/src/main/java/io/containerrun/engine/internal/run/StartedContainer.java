package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.stream.Attachment;
import java.util.List;
import java.util.Optional;

/**
 * A container that has been started.
 *
 * @param id its id
 * @param warnings what the engine said about it when it was created
 * @param exit tells when it ends
 * @param attachment its streams; empty if none is attached
 */
public record StartedContainer(
    String id, List<String> warnings, ExitWatch exit, Optional<Attachment> attachment) {

  /** The short id. */
  @Override
  public String toString() {
    return Operation.shortId(id);
  }

  /** Lets go of its streams and of its end; the container goes on. */
  public void disconnect() {
    attachment.ifPresent(Attachment::close);
    exit.close();
  }
}
