package io.containerrun;

import io.containerrun.value.StandardStream;
import java.util.List;

/**
 * The standard streams that a run is attached to.
 *
 * @param stdin whether the caller feeds standard input
 * @param stdout whether the caller gets standard output
 * @param stderr whether the caller gets standard error
 */
public record AttachedStreams(boolean stdin, boolean stdout, boolean stderr) {

  /**
   * Works out the streams of a run: those of {@code --attach}, or standard output and error where
   * none is named; standard input also with {@code --interactive}; none with {@code --detach}.
   */
  public static AttachedStreams of(ContainerRun run) {
    if (run.is(ContainerRun.DETACH)) {
      return new AttachedStreams(false, false, false);
    }
    List<StandardStream> named = run.all(ContainerRun.ATTACH);
    boolean interactive = run.is(ContainerRun.INTERACTIVE);
    return new AttachedStreams(
        interactive || named.contains(StandardStream.STDIN),
        named.isEmpty() || named.contains(StandardStream.STDOUT),
        named.isEmpty() || named.contains(StandardStream.STDERR));
  }

  /** Whether any stream is attached. */
  public boolean any() {
    return stdin || stdout || stderr;
  }
}
