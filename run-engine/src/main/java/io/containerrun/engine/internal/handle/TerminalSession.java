package io.containerrun.engine.internal.handle;

import io.containerrun.engine.Attach;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.stream.DetachFilter;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.engine.internal.stream.SessionInput;
import io.containerrun.engine.internal.util.Waiting;
import io.containerrun.value.Signal;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A container in the foreground of a terminal: passes output to the terminal, and input and signals
 * to the container. One thread reads the input; it is a daemon, because a read of standard input
 * cannot be interrupted.
 */
public final class TerminalSession implements AutoCloseable {

  private static final Signal RESIZED = Signal.of("SIGWINCH");
  private static final Set<Signal> ENDING = Set.of(Signal.INT, Signal.TERM);
  private static final int SIGNALS_TO_EXIT = 3;
  private static final Duration FIT_LIMIT = Duration.ofMillis(500);
  private static final long LOOK_MILLIS = 10;

  private final TerminalStreams terminal;
  private final EngineContainer container;
  private final boolean tty;
  private final boolean forwards;
  private final SignalHandlers signals;
  private final AtomicInteger endings = new AtomicInteger();
  private final CompletableFuture<Integer> early = new CompletableFuture<>();
  private Optional<Attachment> attachment = Optional.empty();
  private volatile boolean over;

  /**
   * Takes over the signals if the terminal forwards them.
   *
   * @param tty whether the container has a terminal
   * @param forwards whether signals are passed on
   */
  TerminalSession(
      TerminalStreams terminal, EngineContainer container, boolean tty, boolean forwards) {
    this.terminal = terminal;
    this.container = container;
    this.tty = tty;
    this.forwards = forwards;
    Set<Signal> wanted = terminal.forwardsSignals() ? wanted() : tty ? Set.of(RESIZED) : Set.of();
    this.signals = SignalHandlers.of(wanted, this::handle);
  }

  private Set<Signal> wanted() {
    return forwards ? SignalHandlers.FORWARDED : tty ? withResize(ENDING) : ENDING;
  }

  private static Set<Signal> withResize(Set<Signal> signals) {
    Set<Signal> more = new HashSet<>(signals);
    more.add(RESIZED);
    return more;
  }

  /** Puts a running container in the foreground. */
  public static int attach(TerminalStreams terminal, EngineContainer container, Attach how) {
    boolean tty = container.life().hasTerminal();
    try (TerminalSession foreground = new TerminalSession(terminal, container, tty, !tty)) {
      Sessions.Begun begun = Sessions.begin(container, how, foreground.sink());
      CompletableFuture<Integer> exit = container.onExit();
      try {
        foreground.passInput(begun);
        foreground.fit();
        return foreground.status(begun.streams(), exit);
      } finally {
        exit.cancel(false);
      }
    }
  }

  /**
   * The sink for the container's output, which writes both streams at once, in order of arrival.
   */
  OutputSink sink() {
    return (stream, bytes, offset, length) -> {
      OutputStream target = stream == StandardStream.STDERR ? terminal.err() : terminal.out();
      target.write(bytes, offset, length);
      target.flush();
    };
  }

  /** Starts to pass on the input. */
  void passInput(Sessions.Begun begun) {
    attachment = Optional.of(begun.attachment());
    if (!begun.streams().contains(StandardStream.STDIN)) {
      return;
    }
    if (tty) {
      terminal.device().raw();
    }
    SessionInput input =
        new SessionInput(
            begun.attachment(),
            new DetachFilter(tty ? begun.keys().codes() : new byte[0]),
            begun.endsInput(),
            this::detach);
    Thread reader = new Thread(() -> pump(input), "containerrun-terminal");
    reader.setDaemon(true);
    reader.start();
  }

  private void pump(SessionInput input) {
    byte[] bytes = new byte[1 << 16];
    InputStream in = terminal.in();
    boolean keys = tty && terminal.device().isPresent();
    try (input) {
      while (!over) {
        // A blocking read would take the first key that is meant for the next reader of the
        // terminal.
        if (keys && in.available() == 0) {
          Thread.sleep(LOOK_MILLIS);
          continue;
        }
        int count = in.read(bytes);
        if (count < 0) {
          return;
        }
        input.write(bytes, 0, count);
      }
    } catch (IOException ended) {
      // The container accepts no more, or the input cannot be read: both end the input.
      return;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private void detach() {
    early.complete(0);
    attachment.ifPresent(Attachment::leave);
  }

  private void handle(Signal signal) {
    if (ENDING.contains(signal) && endings.incrementAndGet() == SIGNALS_TO_EXIT) {
      early.complete(1);
    } else if (tty && signal.equals(RESIZED)) {
      resize();
    } else if (forwards) {
      SignalHandlers.sendQuietly(container, signal);
    }
  }

  /** Sets the size of the container's terminal to that of this one; retries until it exists. */
  void fit() {
    if (tty) {
      Duration pause = Duration.ofMillis(LOOK_MILLIS);
      var unused = Waiting.until(this::resize, pause, FIT_LIMIT, "resize container " + container);
    }
  }

  /** Returns false if the engine rejects the size, as before the container's terminal exists. */
  private boolean resize() {
    try {
      terminal.device().size().ifPresent(it -> container.resize(it.rows(), it.columns()));
      return true;
    } catch (EngineException early) {
      return false;
    }
  }

  private int status(Delivery delivery, int code) {
    if (delivery == Delivery.PARTIAL && !early.isDone()) {
      String words = "the connection broke, and some output is missing";
      throw new EngineException(
          "attach to container " + container + ": " + words, "attach to container", 0, words);
    }
    return code;
  }

  /** Waits for the exit and for all attached output. */
  int status(Set<StandardStream> streams, CompletableFuture<Integer> exit) {
    CompletableFuture<Delivery> output =
        streams.contains(StandardStream.STDOUT) || streams.contains(StandardStream.STDERR)
            ? attachment.map(Attachment::finished).orElseThrow()
            : CompletableFuture.completedFuture(Delivery.WHOLE);
    CompletableFuture<Integer> end = output.thenCombine(exit, this::status);
    CompletableFuture<Object> first = CompletableFuture.anyOf(early, end);
    return Waiting.on(first.thenApply(Integer.class::cast), "wait for container " + container);
  }

  @Override
  public void close() {
    over = true;
    terminal.device().restore();
    signals.close();
    attachment.ifPresent(Attachment::close);
  }
}
