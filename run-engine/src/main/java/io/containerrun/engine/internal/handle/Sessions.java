package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Attach;
import io.containerrun.engine.Session;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.run.EndCheck;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.OutputPipes;
import io.containerrun.engine.internal.stream.OutputRecovery;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Attaches to the streams of containers. */
final class Sessions {

  private Sessions() {}

  /**
   * A started attachment.
   *
   * @param attachment carries the streams
   * @param streams the attached streams
   * @param endsInput whether the engine passes the end of input on to the container
   * @param keys the detach keys
   */
  record Begun(
      Attachment attachment, Set<StandardStream> streams, boolean endsInput, DetachKeys keys) {}

  static Session to(EngineContainer container, Attach how) {
    ContainerDetails before = container.inspect();
    OutputPipes pipes = new OutputPipes();
    Begun begun = begin(container, before, how, pipes);
    Session session =
        new AttachedSession(
            begun.attachment(),
            pipes,
            container::resize,
            begun.streams().contains(StandardStream.STDIN),
            before.config().terminal(),
            begun.endsInput(),
            begun.keys());
    try {
      if (!hasEnded(before) && hasEnded(container)) {
        session.detach(); // it may have exited just before the attach
      }
      return session;
    } catch (RuntimeException | Error failure) {
      session.close();
      throw failure;
    }
  }

  static Begun begin(EngineContainer container, Attach how, OutputSink sink) {
    return begin(container, container.inspect(), how, sink);
  }

  private static Begun begin(
      EngineContainer container, ContainerDetails now, Attach how, OutputSink sink) {
    Set<StandardStream> streams = new TreeSet<>(how.streams());
    if (!now.config().interactive()) {
      streams.remove(StandardStream.STDIN);
    }
    EngineCore core = container.core();
    DetachKeys keys = how.detachKeys().orElse(core.defaults().detachKeys());
    UpgradedConnection upgraded =
        container
            .api()
            .attach(container.id(), streams, Optional.of(keys), how.hasLogs(), !hasEnded(now));
    boolean terminal = now.config().terminal();
    OutputRecovery end =
        new EndCheck(() -> hasEndedSince(container, now), "attach to container " + container);
    Attachment attachment = Attachment.begin(upgraded, terminal, sink, core.threads(), end);
    return new Begun(attachment, streams, now.config().inputEnds() && !terminal, keys);
  }

  private static boolean hasEnded(ContainerDetails container) {
    return container.state().status().hasEnded();
  }

  /** Whether the container has exited; true as well if it has been removed. */
  private static boolean hasEnded(EngineContainer container) {
    return container.api().find(container.id()).map(Sessions::hasEnded).orElse(true);
  }

  /** Whether it has exited since then; a container that has been started again has. */
  private static boolean hasEndedSince(EngineContainer container, ContainerDetails then) {
    return container
        .api()
        .find(container.id())
        .filter(now -> !hasEnded(now) && isSameRun(now, then))
        .isEmpty();
  }

  /** The first start of a container is no second one. */
  private static boolean isSameRun(ContainerDetails now, ContainerDetails then) {
    return then.state().started().isEmpty() || now.state().started().equals(then.state().started());
  }

  /** The session on streams that were attached before the start. */
  static Session asStarted(
      EngineContainer container, ContainerRun run, Attachment attachment, OutputPipes pipes) {
    return new AttachedSession(
        attachment,
        pipes,
        container::resize,
        run.attachedStreams().contains(StandardStream.STDIN),
        run.is(ContainerRun.TTY),
        true,
        run.get(ContainerRun.DETACH_KEYS).orElse(DetachKeys.DEFAULT));
  }
}
