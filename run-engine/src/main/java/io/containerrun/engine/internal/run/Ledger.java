package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with the marks of the objects that this process has to remove on one engine, for the case
 * that it is killed. A mark is written before its object is created, and erased once the object has
 * been removed or released: what is not in a ledger is never swept.
 *
 * <p>The file has four lines of head, then lines of one width, which are overwritten in place. It
 * is created with the first mark. A ledger that cannot be written does no harm: nothing is swept.
 * May be shared between threads.
 */
final class Ledger implements AutoCloseable {

  /** The first line. */
  static final String TITLE = "containerrun ledger 1";

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private static final int WIDTH = 64;

  private final LedgerFolder folder;
  private final String engine;

  // All guarded by this.
  private final Map<String, Integer> lines = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private Optional<Path> path = Optional.empty();
  private Optional<RandomAccessFile> file = Optional.empty();
  private long head;
  private boolean ended;

  /**
   * Creates a ledger; writes nothing yet.
   *
   * @param engine the address of the engine
   */
  Ledger(LedgerFolder folder, String engine) {
    this.folder = folder;
    this.engine = engine;
  }

  /** Writes a mark. */
  synchronized void add(String mark) {
    if (ended) {
      return;
    }
    try {
      int line = free.isEmpty() ? lines.size() : free.pop();
      lines.put(mark, line);
      write(line, mark);
    } catch (IOException failure) {
      LOG.info(
          "if this process is killed, its containers stay: {} cannot be written: {}",
          folder.path(),
          Reason.of(failure));
      discard();
    }
  }

  /**
   * Erases a mark.
   *
   * @param durable whether the file is to say so even after a power failure
   */
  synchronized void remove(String mark, boolean durable) {
    Integer line = lines.remove(mark);
    if (line == null || ended) {
      return;
    }
    free.push(line);
    try {
      write(line, "");
      if (durable) {
        opened().getFD().sync();
      }
    } catch (IOException failure) {
      LOG.info("{} cannot be written: {}; removed", folder.path(), Reason.of(failure));
      discard();
    }
  }

  private void write(int line, String mark) throws IOException {
    RandomAccessFile open = opened();
    open.seek(head + (long) line * WIDTH);
    String text = mark + " ".repeat(Math.max(0, WIDTH - 1 - mark.length())) + "\n";
    open.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Not a channel: an interrupt of the caller would close it. */
  private RandomAccessFile opened() throws IOException {
    if (file.isEmpty()) {
      Owner owner = Owner.current();
      String text = String.join("\n", TITLE, owner.account(), owner.process(), engine, "");
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      path = Optional.of(folder.create());
      file = Optional.of(folder.open(path.get()));
      file.get().write(bytes);
      head = bytes.length;
    }
    return file.get();
  }

  /** Ends a ledger that cannot be written: no mark may stay whose object is released later. */
  private void discard() {
    lines.clear();
    close();
  }

  /** Closes the file, and removes it unless a mark is left. */
  @Override
  public synchronized void close() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      if (file.isPresent()) {
        file.get().close();
      }
      if (path.isPresent() && lines.isEmpty()) {
        Files.deleteIfExists(path.get());
      }
    } catch (IOException failure) {
      LOG.warn("ledger {} cannot be removed: {}", path.get(), Reason.of(failure));
    }
    path.ifPresent(folder::closed);
  }
}
