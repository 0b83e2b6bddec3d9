package io.containerrun.engine.internal.api;

import io.containerrun.engine.internal.util.Nanos;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Tracks whether an exchange of unknown duration still makes progress. May be shared between
 * threads.
 */
final class Activity {

  private volatile long last = System.nanoTime();
  private volatile boolean busy;

  /** Runs code of the caller, which counts as progress however long it takes. */
  void during(Runnable work) {
    busy = true;
    try {
      work.run();
    } finally {
      beat();
      busy = false;
    }
  }

  private void beat() {
    last = System.nanoTime();
  }

  /** Whether there has been no progress for that long. */
  boolean silentFor(Duration limit) {
    return !busy && System.nanoTime() - last > Nanos.of(limit);
  }

  /** The same bytes; each read counts as progress. */
  InputStream watched(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        beat();
        return value;
      }

      @Override
      public int read(byte[] target, int start, int most) throws IOException {
        int count = super.read(target, start, most);
        beat();
        return count;
      }
    };
  }
}
