package io.containerrun.engine.internal.stream;

import io.containerrun.value.StandardStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Passes output on line by line. Called by one thread at a time. */
public final class LineReceiver extends Receiver {

  private final Map<StandardStream, LineSplitter> splitters = new EnumMap<>(StandardStream.class);

  public LineReceiver(BiConsumer<StandardStream, String> consumer) {
    for (StandardStream stream : StandardStream.values()) {
      splitters.put(stream, new LineSplitter(line -> consumer.accept(stream, line)));
    }
  }

  @Override
  public void accept(StandardStream stream, byte[] bytes, int offset, int length) {
    LineSplitter splitter = splitters.get(stream);
    if (splitter != null) {
      splitter.write(bytes, offset, length);
    }
  }

  @Override
  public void end() {
    splitters.values().forEach(LineSplitter::end);
  }
}
