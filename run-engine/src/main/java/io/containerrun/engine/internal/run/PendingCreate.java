package io.containerrun.engine.internal.run;

/**
 * A create request without a response yet: the container may exist, but its id is not known.
 * Closing it ends the wait in {@link ContainerReaper#removeAll}. Used by one thread.
 */
final class PendingCreate implements AutoCloseable {

  private final ContainerReaper reaper;
  private final String mark;
  private boolean abandoned;

  PendingCreate(ContainerReaper reaper, String mark) {
    this.reaper = reaper;
    this.mark = mark;
  }

  /** The value of the container's label. */
  String mark() {
    return mark;
  }

  /** Records that the container exists; the reaper owns it from now on. */
  void created(String id) {
    reaper.add(id);
  }

  /** Gives the create up: a container that the engine creates later is removed. */
  void abandon() {
    abandoned = true;
    reaper.abandon(mark);
  }

  @Override
  public void close() {
    if (!abandoned) {
      reaper.settle(mark);
    }
  }
}
