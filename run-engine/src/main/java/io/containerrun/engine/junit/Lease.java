package io.containerrun.engine.junit;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * An object that is made for its first user, by a thread of its own, and closed after the last. May
 * be shared between threads.
 */
final class Lease<T extends AutoCloseable> {

  /** Guarded by this. */
  private int users;

  /** What is in use, or the last that was. Guarded by this. */
  private Optional<Making<T>> current = Optional.empty();

  /**
   * Adds a user.
   *
   * @param what for the name of the thread
   * @param how makes the object; an interrupt gives it up
   */
  synchronized CompletableFuture<T> acquire(String what, Callable<T> how) {
    if (users == 0) {
      // The next one may need what the last one has until it is closed, such as a name.
      Optional<Making<T>> last = current;
      current = Optional.of(new Making<>(last.map(Making::closed), how));
      current.get().start(what);
    }
    users++;
    return current.orElseThrow().made();
  }

  /** Removes a user. The last one gives up what is still being made, and closes what was made. */
  void release() {
    Making<T> last;
    synchronized (this) {
      users--;
      if (users > 0) {
        return;
      }
      last = current.orElseThrow();
    }
    last.close();
  }

  /** The object, if it is made and in use. */
  synchronized Optional<T> value() {
    return users == 0 ? Optional.empty() : current.flatMap(Making::value);
  }

  /** One object, from its making to its close. */
  private static final class Making<T extends AutoCloseable> {

    private final CompletableFuture<T> made = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Optional<CompletableFuture<Void>> before;
    private final Callable<T> how;
    private Optional<Thread> thread = Optional.empty();

    Making(Optional<CompletableFuture<Void>> before, Callable<T> how) {
      this.before = before;
      this.how = how;
    }

    void start(String what) {
      Thread maker = new Thread(this::make, "containerrun-start " + what);
      maker.setDaemon(true);
      thread = Optional.of(maker);
      maker.start();
    }

    private void make() {
      try {
        if (before.isPresent()) {
          before.get().get();
        }
        made.complete(how.call());
      } catch (Throwable failure) { // reported by those who wait for it
        made.completeExceptionally(failure);
      }
    }

    CompletableFuture<T> made() {
      return made;
    }

    CompletableFuture<Void> closed() {
      return closed;
    }

    Optional<T> value() {
      boolean isMade = made.isDone() && !made.isCompletedExceptionally();
      return isMade ? Optional.of(made.join()) : Optional.empty();
    }

    void close() {
      try {
        if (!made.isDone()) {
          thread.ifPresent(Thread::interrupt);
        }
        made.handle((value, failure) -> value).join();
        Optional<T> value = value();
        if (value.isPresent()) {
          value.get().close();
        }
      } catch (RuntimeException failure) {
        throw failure;
      } catch (Exception failure) {
        throw new IllegalStateException(failure); // none of what is made throws one
      } finally {
        closed.complete(null);
      }
    }
  }
}
