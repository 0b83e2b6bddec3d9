package io.containerrun;

import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.value.StandardStream;
import java.util.List;

/** How the caller is attached to a container. */
@CheckReturnValue
public sealed interface AttachOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<List<StandardStream>> ATTACH =
      many("attach", StandardStream::parse)
          .letter('a')
          .grammar("stdin|stdout|stderr")
          .byDefault("stdout and stderr, and stdin with --interactive")
          .sentTogether("AttachStdin", "AttachStdout", "AttachStderr")
          .readBy(RequestReading::namedStreams)
          .summary("Standard stream to attach to.")
          .example("stdout");

  /** Attaches to these streams and to no others, save standard input of an interactive run. */
  default R attach(StandardStream first, StandardStream... others) {
    R attached = plus(ATTACH, first);
    for (StandardStream other : others) {
      attached = attached.plus(ATTACH, other);
    }
    return attached;
  }

  /** The same in docker's text form: {@code attach("stdout")}. */
  default R attach(String text) {
    return withText(ATTACH, text);
  }

  Option<Boolean> DETACH =
      toggle("detach")
          .letter('d')
          .sentTogether("AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce")
          .readBy(request -> request.streams().isEmpty() ? List.of(true) : List.of())
          .summary("Run in the background.")
          .example("true");

  /** Runs the container in the background, attached to none of its streams. */
  default R detach() {
    return with(DETACH, true);
  }

  Option<Boolean> SIG_PROXY =
      toggle("sig-proxy")
          .byDefault("true")
          .summary("Pass on the signals of the client's process to the container.")
          .example("false");

  /** Passes on the signals that a client program gets, or keeps them from the container. */
  default R sigProxy(boolean passOn) {
    return with(SIG_PROXY, passOn);
  }
}
