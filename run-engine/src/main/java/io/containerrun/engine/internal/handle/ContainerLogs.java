package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.Output;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.internal.api.ResponseReading;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.run.LogContinuation;
import io.containerrun.engine.internal.run.LogStart;
import io.containerrun.engine.internal.stream.BoundedBytes;
import io.containerrun.engine.internal.stream.CountedOutput;
import io.containerrun.engine.internal.stream.Demultiplexer;
import io.containerrun.engine.internal.stream.EngineStreamException;
import io.containerrun.engine.internal.stream.OutputTarget;
import io.containerrun.engine.internal.stream.Receiver;
import io.containerrun.engine.internal.util.CallerStreamException;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log of a container. */
final class ContainerLogs {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLogs.class);

  private static final int BOUND = 8 << 20;

  private final EngineContainer container;

  ContainerLogs(EngineContainer container) {
    this.container = container;
  }

  String text(LogQuery query) {
    BoundedBytes kept = new BoundedBytes(BOUND);
    try (Subscription log = subscribe(query, false, new BothStreams(kept))) {
      log.await();
    }
    return new String(kept.toByteArray(), StandardCharsets.UTF_8);
  }

  /** The log so far and, if followed, the output from now on. */
  Subscription subscribe(LogQuery query, boolean follow, Output output) {
    try {
      return subscribe(query, follow, OutputTarget.open(output));
    } catch (IOException failure) {
      throw outputFailed(failure);
    }
  }

  private Subscription subscribe(LogQuery asked, boolean follow, Receiver receiver) {
    boolean started = false;
    try {
      boolean terminal = container.life().hasTerminal();
      LogQuery query = follow ? fixed(asked, terminal) : asked;
      StreamingResponse response = container.api().logs(container.id(), query, follow);
      ResponseReading reading =
          ResponseReading.begin(
              response,
              (body, own) -> {
                // Closed by the writing thread, so that nothing is written to a closed receiver.
                try (receiver) {
                  ReadableByteChannel log = Channels.newChannel(body);
                  if (follow && query.tail().isEmpty()) {
                    follow(log, query, terminal, new CountedOutput(receiver), own);
                  } else {
                    Demultiplexer.pump(log, terminal, receiver);
                  }
                  Demultiplexer.end(receiver);
                }
              },
              container.core().threads());
      started = true;
      return new ReadingSubscription(reading, operation());
    } finally {
      if (!started) {
        closeUnused(receiver);
      }
    }
  }

  /** The same lines in a query that can be asked again; Podman has another form of times. */
  private LogQuery fixed(LogQuery query, boolean terminal) {
    if (query.tail().isEmpty() || container.api().client().isPodman()) {
      return query;
    }
    LogStart start = new LogStart(query, query.tail().getAsInt(), terminal);
    StreamingResponse response = container.api().logs(container.id(), start.question(), false);
    ResponseReading reading =
        ResponseReading.begin(
            response, (body, own) -> start.read(body), container.core().threads());
    try (Subscription read = new ReadingSubscription(reading, operation())) {
      var unused = read.await(container.api().client().timeouts().response());
      return start.fixed();
    } catch (EngineException broken) {
      LOG.debug("{}: its start is not known: {}", operation(), Reason.of(broken));
      return query;
    }
  }

  /** Reads, and goes on after the connection has broken. */
  private void follow(
      ReadableByteChannel log,
      LogQuery query,
      boolean terminal,
      CountedOutput output,
      ResponseReading reading)
      throws IOException {
    try {
      Demultiplexer.pump(log, terminal, output);
    } catch (CallerStreamException | EngineStreamException failure) {
      throw failure;
    } catch (IOException broken) {
      reading.requireOpen();
      LOG.debug("{}: {}; asked again", operation(), Reason.of(broken));
      new LogContinuation(container.api(), container.id(), query, terminal)
          .read(output, observer(reading));
    }
  }

  private static LogContinuation.Observer observer(ResponseReading reading) {
    return new LogContinuation.Observer() {
      @Override
      public void opened(StreamingResponse response) {
        reading.proceed(response);
      }

      @Override
      public void requireInterest() {
        reading.requireOpen();
      }
    };
  }

  private void closeUnused(Receiver receiver) {
    try {
      receiver.close();
    } catch (IOException failure) {
      throw outputFailed(failure);
    }
  }

  private ContainerRunException outputFailed(IOException failure) {
    String words = "output of " + operation() + ": " + Reason.of(failure);
    return new ContainerRunException(words, failure);
  }

  private String operation() {
    return "read logs of container " + container;
  }

  /** Keeps both streams in order of arrival. */
  private static final class BothStreams extends Receiver {
    private final BoundedBytes kept;

    BothStreams(BoundedBytes kept) {
      this.kept = kept;
    }

    @Override
    public void accept(StandardStream stream, byte[] bytes, int offset, int length) {
      kept.write(bytes, offset, length);
    }
  }
}
