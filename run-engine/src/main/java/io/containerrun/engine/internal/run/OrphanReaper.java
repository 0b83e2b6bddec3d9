package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.util.Nanos;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again and again to remove what could not be removed at once: objects whose create was given
 * up, which the engine may create much later, and those whose removal got no response. One thread
 * for each engine, which exists only while there is such an object. May be shared between threads.
 */
final class OrphanReaper {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanReaper.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** How long to look on an engine that responds. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration IDLE = Duration.ofMillis(200);

  private final ScheduledThreadPoolExecutor thread;
  private final Set<Orphan> orphans = ConcurrentHashMap.newKeySet();

  OrphanReaper() {
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread created = new Thread(work, "containerrun-orphans");
              created.setDaemon(true);
              return created;
            });
    thread.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setRemoveOnCancelPolicy(true);
  }

  /** One attempt to remove an object. */
  interface Attempt {
    /** Returns whether it is gone; throws if the engine does not respond. */
    boolean removed();
  }

  /**
   * Removes an object as soon as that is possible.
   *
   * @param what names it in the log, with its label
   * @param expected whether it probably exists or will; otherwise closing does not wait for it
   */
  void add(String what, boolean expected, Attempt attempt) {
    Orphan orphan = new Orphan(what, expected, attempt);
    orphans.add(orphan);
    if (!orphan.schedule(0)) {
      giveUp(orphan, "the engine was closed");
    }
  }

  /**
   * Looks for a last time, and for the expected objects up to a limit; then stops.
   *
   * @param limit how long after the create was given up the engine may still create an object
   * @param end of the wait, on the clock of {@link System#nanoTime()}
   */
  void close(Duration limit, long end) {
    hurry();
    Workers.await(() -> !isAwaited(limit), end);
    thread.shutdownNow();
    orphans.forEach(orphan -> giveUp(orphan, "the engine was closed"));
  }

  /** Looks again now. */
  void hurry() {
    orphans.forEach(Orphan::lookAgain);
  }

  private boolean isAwaited(Duration limit) {
    return orphans.stream().anyMatch(orphan -> orphan.isAwaited(limit));
  }

  private void giveUp(Orphan orphan, String reason) {
    if (!orphans.remove(orphan)) {
      return;
    }
    if (orphan.expected) {
      LOG.warn("{} may be left behind: {}", orphan.what, reason);
    } else {
      LOG.debug("{} has not appeared", orphan.what);
    }
  }

  /** One object; its attempts are made by the thread of the reaper. */
  private final class Orphan {

    private final String what;
    private final boolean expected;
    private final Attempt attempt;
    private final long added = System.nanoTime();
    private volatile boolean looked;
    private long pause = Nanos.of(FIRST_PAUSE);
    private long since = added;

    Orphan(String what, boolean expected, Attempt attempt) {
      this.what = what;
      this.expected = expected;
      this.attempt = attempt;
    }

    void lookAgain() {
      looked = false;
      looked = !schedule(0);
    }

    boolean schedule(long nanos) {
      try {
        var unused = thread.schedule(this::tryAgain, nanos, TimeUnit.NANOSECONDS);
        return true;
      } catch (RejectedExecutionException closed) {
        return false;
      }
    }

    boolean isAwaited(Duration limit) {
      boolean late = System.nanoTime() - added > Nanos.of(limit);
      return !looked || (expected && !late);
    }

    private void tryAgain() {
      if (!orphans.contains(this)) {
        return;
      }
      try {
        if (attempt.removed()) {
          orphans.remove(this);
          return;
        }
      } catch (RuntimeException | Error failure) {
        LOG.debug("{} cannot be removed yet: {}", what, failure.getMessage());
        since = System.nanoTime(); // an engine that hangs may still create it
      }
      looked = true;
      if (System.nanoTime() - since > Nanos.of(LIMIT)) {
        giveUp(this, "it has not appeared within " + LIMIT);
      } else if (schedule(pause)) {
        pause = Math.min(2 * pause, Nanos.of(LONGEST_PAUSE));
      }
    }
  }
}
