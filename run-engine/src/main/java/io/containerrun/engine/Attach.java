package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.CheckReturnValue;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.util.List;
import java.util.Objects;

/**
 * How to attach to a container that runs.
 *
 * <pre>{@code
 * try (Session session = container.attach(Attach.to(StandardStream.STDOUT).withLogs())) {
 *   session.stdout().transferTo(System.out);
 * }
 * }</pre>
 *
 * <p>A value; may be shared between threads.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Attach {

  private static final Attach ALL =
      new Attach(new AttachedStreams(true, true, true), false, new DetachKeys(""));

  private final AttachedStreams streams;
  private final boolean logs;
  private final DetachKeys detachKeys;

  private Attach(AttachedStreams streams, boolean logs, DetachKeys detachKeys) {
    this.streams = streams;
    this.logs = logs;
    this.detachKeys = detachKeys;
  }

  /**
   * To all three streams, from now on; to standard input only where the container keeps it open.
   */
  public static Attach all() {
    return ALL;
  }

  /** To some streams, from now on. */
  public static Attach to(StandardStream first, StandardStream... others) {
    Objects.requireNonNull(first, "first");
    List<StandardStream> more = List.of(others);
    return new Attach(
        new AttachedStreams(
            first == StandardStream.STDIN || more.contains(StandardStream.STDIN),
            first == StandardStream.STDOUT || more.contains(StandardStream.STDOUT),
            first == StandardStream.STDERR || more.contains(StandardStream.STDERR)),
        false,
        new DetachKeys(""));
  }

  /**
   * First gives what the container has written so far, as far as the engine has kept it. Nothing is
   * missing between that and what follows; what is written in that moment may come twice.
   */
  public Attach withLogs() {
    return new Attach(streams, true, detachKeys);
  }

  /**
   * Sets the keys that end the session when they are typed on a terminal.
   *
   * @param keys by default what the docker command's configuration says, else ctrl-p,ctrl-q
   */
  public Attach detachKeys(DetachKeys keys) {
    return new Attach(streams, logs, Objects.requireNonNull(keys, "keys"));
  }

  AttachedStreams streams() {
    return streams;
  }

  boolean hasLogs() {
    return logs;
  }

  /** Empty for the default. */
  DetachKeys detachKeys() {
    return detachKeys;
  }
}
