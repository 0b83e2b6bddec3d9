package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to attach to the streams of a container. By default to all three, from now on.
 *
 * <pre>{@code
 * Attach replay = Attach.standard().streams(StandardStream.STDOUT).withLogs();
 * try (Session session = container.attach(replay)) {
 *   session.stdout().transferTo(System.out);
 * }
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Attach {

  private static final Attach STANDARD =
      new Attach(EnumSet.allOf(StandardStream.class), false, null);

  private final Set<StandardStream> streams;
  private final boolean logs;
  private final @Nullable DetachKeys detachKeys;

  private Attach(Set<StandardStream> streams, boolean logs, @Nullable DetachKeys detachKeys) {
    this.streams = Collections.unmodifiableSet(streams);
    this.logs = logs;
    this.detachKeys = detachKeys;
  }

  /** All three streams, from now on; standard input only if the container keeps it open. */
  public static Attach standard() {
    return STANDARD;
  }

  /** Attaches to these streams alone. */
  public Attach streams(StandardStream first, StandardStream... more) {
    return new Attach(EnumSet.of(first, more), logs, detachKeys);
  }

  /**
   * Sends the log before the new output, as far as the engine has kept it. Nothing is lost between
   * the two; output written at that moment may appear twice.
   */
  public Attach withLogs() {
    return new Attach(streams, true, detachKeys);
  }

  /**
   * Sets the keys that end the session when they are typed on a terminal.
   *
   * @param keys by default those of the docker command's configuration, else ctrl-p,ctrl-q
   */
  public Attach detachKeys(DetachKeys keys) {
    return new Attach(streams, logs, Objects.requireNonNull(keys, "keys"));
  }

  /** The streams to attach to. */
  public Set<StandardStream> streams() {
    return streams;
  }

  /** Whether the log comes before the new output. */
  public boolean hasLogs() {
    return logs;
  }

  /** The keys that end the session; empty for the default. */
  public Optional<DetachKeys> detachKeys() {
    return Optional.ofNullable(detachKeys);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attach that
        && streams.equals(that.streams)
        && logs == that.logs
        && Objects.equals(detachKeys, that.detachKeys);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streams, logs, detachKeys);
  }

  /** The settings, such as {@code attach to [stdout] with logs}. */
  @Override
  public String toString() {
    return "attach to "
        + streams
        + (logs ? " with logs" : "")
        + (detachKeys == null ? "" : ", detach keys " + detachKeys);
  }
}
