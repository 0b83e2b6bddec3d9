package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.Output;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.internal.api.ResponseReading;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.stream.BoundedBytes;
import io.containerrun.engine.internal.stream.Demultiplexer;
import io.containerrun.engine.internal.stream.OutputTarget;
import io.containerrun.engine.internal.stream.Receiver;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/** Reads the log of a container. */
final class ContainerLogs {

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

  private Subscription subscribe(LogQuery query, boolean follow, Receiver receiver) {
    boolean started = false;
    try {
      boolean terminal = container.life().hasTerminal();
      StreamingResponse response = container.api().logs(container.id(), query, follow);
      ResponseReading reading =
          ResponseReading.begin(
              response,
              body -> {
                // Closed by the writing thread, so that nothing is written to a closed receiver.
                try (receiver) {
                  Demultiplexer.pump(Channels.newChannel(body), terminal, receiver);
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
