package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.connection.Upgraded;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.wire.ContainerDetails;
import io.containerrun.value.DetachKeys;
import java.util.Optional;

/** Makes sessions. */
final class Attaching {

  private Attaching() {}

  /** A new session on a container in any state. */
  static Session to(Container container, Attach how) {
    EngineApi api = container.api();
    String id = container.id();
    ContainerDetails before = api.inspect(id);
    AttachedStreams wanted = how.streams();
    AttachedStreams streams =
        new AttachedStreams(wanted.stdin() && before.openInput(), wanted.stdout(), wanted.stderr());
    // On one that has ended an engine would never end the session.
    Upgraded upgraded =
        api.attach(id, streams, Optional.of(how.detachKeys()), how.hasLogs(), !before.ended());
    OutputPipes pipes = new OutputPipes();
    Attachment attachment =
        Attachment.begin(
            upgraded, before.terminal(), pipes, Optional.empty(), container.engine().threads());
    Session session =
        Session.on(
            attachment,
            pipes,
            container::resize,
            streams,
            before.terminal(),
            before.inputEnds(),
            how.detachKeys());
    if (!before.ended() && hasEnded(container)) {
      session.detach(); // it may have ended just before the session began
    }
    return session;
  }

  private static boolean hasEnded(Container container) {
    try {
      return container.details().ended();
    } catch (ContainerNotFoundException removed) {
      return true;
    }
  }

  /** The session that has been there since before the start. */
  static Session asStarted(
      Container container, ContainerRun run, Attachment attachment, OutputPipes pipes) {
    return Session.on(
        attachment,
        pipes,
        container::resize,
        AttachedStreams.of(run),
        run.is(ContainerRun.TTY),
        true,
        run.get(ContainerRun.DETACH_KEYS).orElse(DetachKeys.DEFAULT));
  }
}
