package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.InsightCalls;
import io.containerrun.engine.internal.Reading;
import io.containerrun.engine.internal.Reason;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.stream.Demultiplexer;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/** Reads what an engine has kept of a container's output. */
final class ContainerLogs {

  private static final int MOST = 8 << 20;

  private final Container container;

  ContainerLogs(Container container) {
    this.container = container;
  }

  String text(LogQuery query) {
    BoundedBytes kept = new BoundedBytes(MOST);
    try (Feed feed = feed(query, false, new Keeping(kept))) {
      feed.await();
    }
    return new String(kept.toByteArray(), StandardCharsets.UTF_8);
  }

  /** Beginning with what is there; then, if it is followed, with what comes. */
  Feed feed(LogQuery query, boolean follow, Output output) {
    try {
      return feed(query, follow, output.open());
    } catch (IOException failure) {
      throw new ContainerRunException(
          "output of " + operation() + ": " + Reason.of(failure), failure);
    }
  }

  private Feed feed(LogQuery query, boolean follow, Receiver receiver) {
    boolean begun = false;
    try {
      boolean terminal = container.hasTerminal();
      StreamedAnswer answer =
          new InsightCalls(container.api(), container.id()).logs(query.parameters(), follow);
      Reading reading =
          Reading.begin(
              answer,
              body -> {
                // Closed by whoever writes, so that nobody writes to what is closed.
                try (receiver) {
                  Demultiplexer.pump(Channels.newChannel(body), terminal, receiver);
                }
              },
              container.engine().threads());
      begun = true;
      return new Feed(reading, operation());
    } finally {
      if (!begun) {
        closeUnused(receiver);
      }
    }
  }

  private void closeUnused(Receiver receiver) {
    try {
      receiver.close();
    } catch (IOException failure) {
      throw new ContainerRunException(
          "output of " + operation() + ": " + Reason.of(failure), failure);
    }
  }

  private String operation() {
    return "read logs of container " + container;
  }

  /** Keeps both streams in the order in which they come. */
  private static final class Keeping extends Receiver {
    private final BoundedBytes kept;

    Keeping(BoundedBytes kept) {
      this.kept = kept;
    }

    @Override
    public void accept(StandardStream stream, byte[] bytes, int offset, int length) {
      kept.write(bytes, offset, length);
    }
  }
}
