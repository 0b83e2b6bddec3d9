package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.connection.Upgraded;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.engine.internal.wire.ContainerDetails;
import io.containerrun.value.DetachKeys;
import java.util.Optional;

/** Makes sessions. */
final class Attaching {

  private Attaching() {}

  /**
   * Streams that flow.
   *
   * @param streams which of them
   * @param endsInput whether the engine passes the end of input on to the container
   * @param keys what leaves them when it is typed on a terminal
   */
  record Begun(
      Attachment attachment, AttachedStreams streams, boolean endsInput, DetachKeys keys) {}

  /** A new session on a container in any state. */
  static Session to(Container container, Attach how) {
    ContainerDetails before = container.details();
    OutputPipes pipes = new OutputPipes();
    Begun begun = begin(container, before, how, pipes);
    Session session =
        Session.on(
            begun.attachment(),
            pipes,
            container::resize,
            begun.streams(),
            before.terminal(),
            begun.endsInput(),
            begun.keys());
    try {
      if (!before.ended() && hasEnded(container)) {
        session.detach(); // it may have ended just before the session began
      }
      return session;
    } catch (RuntimeException | Error failure) {
      session.close();
      throw failure;
    }
  }

  /** Attaches to a container whose output goes where it is told. */
  static Begun begin(Container container, Attach how, OutputSink sink) {
    return begin(container, container.details(), how, sink);
  }

  private static Begun begin(
      Container container, ContainerDetails now, Attach how, OutputSink sink) {
    AttachedStreams wanted = how.streams();
    AttachedStreams streams =
        new AttachedStreams(wanted.stdin() && now.openInput(), wanted.stdout(), wanted.stderr());
    // On one that has ended an engine would never end the session.
    boolean live = !now.ended();
    DetachKeys keys = container.engine().defaults().keys(how.detachKeys());
    Upgraded upgraded =
        container.api().attach(container.id(), streams, Optional.of(keys), how.hasLogs(), live);
    Attachment attachment =
        Attachment.begin(upgraded, now.terminal(), sink, container.engine().threads());
    return new Begun(attachment, streams, now.inputEnds() && !now.terminal(), keys);
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
