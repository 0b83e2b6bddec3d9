package io.containerrun.engine.internal.util;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one engine: virtual threads from Java 24 on, otherwise pooled daemon threads. All
 * are named {@code containerrun-…}.
 *
 * <p>Java 21 has virtual threads as well, but there a read inside {@code synchronized}, as in the
 * JDK's channel streams, pins one of the few carrier threads: a few dozen waiting containers would
 * block all others.
 */
public final class Threads {

  private static final int FIRST_GOOD_JAVA = 24;

  private Threads() {}

  /** Creates an executor without a limit of threads for one engine. */
  public static ExecutorService forOneEngine() {
    if (Runtime.version().feature() >= FIRST_GOOD_JAVA) {
      try {
        return virtual();
      } catch (ReflectiveOperationException missing) {
        return Executors.newCachedThreadPool(daemons());
      }
    }
    return Executors.newCachedThreadPool(daemons());
  }

  /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("…", 1).factory())}. */
  private static ExecutorService virtual() throws ReflectiveOperationException {
    Class<?> builderType = Class.forName("java.lang.Thread$Builder$OfVirtual");
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    builder =
        builderType.getMethod("name", String.class, long.class).invoke(builder, "containerrun-", 1);
    Object factory = builderType.getMethod("factory").invoke(builder);
    return (ExecutorService)
        Executors.class
            .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
            .invoke(null, factory);
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "containerrun-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Interrupts the threads, and waits up to a second for them to end. */
  public static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      // A read of a caller's input may never return; the thread is a daemon.
      boolean ended = threads.awaitTermination(1, TimeUnit.SECONDS);
      interrupted |= !ended && Thread.interrupted();
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
