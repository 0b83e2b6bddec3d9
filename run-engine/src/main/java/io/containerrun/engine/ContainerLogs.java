package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.stream.CallerStreamException;
import io.containerrun.engine.internal.stream.Demultiplexer;
import io.containerrun.engine.internal.stream.OutputSink;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

/** Reads what an engine has kept of a container's output. */
final class ContainerLogs {

  private static final int MOST = 8 << 20;

  private final EngineApi api;
  private final String id;
  private final boolean terminal;

  ContainerLogs(EngineApi api, String id, boolean terminal) {
    this.api = api;
    this.id = id;
    this.terminal = terminal;
  }

  String text() {
    BoundedBytes kept = new BoundedBytes(MOST);
    try {
      read((stream, bytes, offset, length) -> kept.write(bytes, offset, length));
    } catch (IOException failure) {
      throw unreadable(failure);
    }
    return new String(kept.toByteArray(), StandardCharsets.UTF_8);
  }

  void passTo(Output output) {
    try (Receiver receiver = output.open()) {
      read(receiver);
    } catch (CallerStreamException callers) {
      throw new ContainerRunException(
          "read logs of container " + id + ": " + callers.getMessage(), callers.own());
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private void read(OutputSink sink) throws IOException {
    try (StreamedAnswer answer = api.logs(id)) {
      Demultiplexer.pump(Channels.newChannel(answer.body()), terminal, sink);
    }
  }

  private EngineException unreadable(IOException failure) {
    String words = String.valueOf(failure.getMessage());
    return new EngineException("read logs of container " + id + ": " + words, "read logs", 0, words)
        .causedBy(failure);
  }
}
