package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.ATTACH;
import static io.containerrun.ContainerRun.DETACH;
import static io.containerrun.ContainerRun.INIT;
import static io.containerrun.ContainerRun.INTERACTIVE;
import static io.containerrun.ContainerRun.PID;
import static io.containerrun.ContainerRun.REMOVE;
import static io.containerrun.ContainerRun.RESTART;
import static io.containerrun.ContainerRun.STOP_SIGNAL;
import static io.containerrun.ContainerRun.STOP_TIMEOUT;
import static io.containerrun.internal.rules.Enforcer.CLIENT;

import io.containerrun.ContainerRun;
import io.containerrun.internal.text.Nearest;
import io.containerrun.value.PidMode;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Signal;
import java.util.List;
import java.util.Locale;

/** Rules on how a container starts, lives and ends. */
final class LifecycleRules {

  private static final List<String> POLICIES =
      List.of("no", "always", "unless-stopped", "on-failure");

  static final Rule REMOVE_OR_RESTART =
      Rule.of("remove-or-restart", REMOVE, RESTART)
          .constraint("R1")
          .enforcedBy(CLIENT)
          .brokenWhen(
              run -> run.is(REMOVE) && run.get(RESTART).filter(RestartPolicy::restarts).isPresent())
          .problem("a container that is removed on exit cannot restart")
          .fix("drop --rm, or set --restart no")
          .rejects("--rm --restart always alpine", "--rm --restart on-failure:3 alpine")
          .accepts("--rm alpine", "--rm --restart no alpine", "--rm=false --restart always alpine");

  static final Rule DETACH_OR_ATTACH =
      Rule.of("detach-or-attach", DETACH, ATTACH)
          .constraint("R2")
          .enforcedBy(CLIENT)
          .brokenWhen(run -> run.is(DETACH) && !run.all(ATTACH).isEmpty())
          .problem("a container in the background is attached to no stream")
          .fix("drop --detach, or drop --attach")
          .rejects("-d -a stdout alpine")
          .accepts("-a stdout alpine", "-d alpine", "-d=false -a stdout alpine");

  static final Rule STOP_SIGNAL_KNOWN =
      Rule.of("stop-signal-known", STOP_SIGNAL)
          .constraint("R14")
          .unless(STOP_SIGNAL, signal -> signal.text().isEmpty() || signal.isKnown())
          .problem(LifecycleRules::unknownSignal)
          .fix("write a signal such as SIGINT, or its number")
          .rejects("--stop-signal SIGTREM alpine", "--stop-signal 0 alpine")
          .accepts(
              "--stop-signal int alpine",
              "--stop-signal SIGRTMIN+3 alpine",
              "--stop-signal 9 alpine",
              "--stop-signal '' alpine");

  static final Rule STOP_SIGNAL_RANGE =
      Rule.of("stop-signal-range", STOP_SIGNAL)
          .constraint("R14")
          .warning()
          .unless(
              STOP_SIGNAL,
              signal -> !signal.isKnown() || isInRange(signal.number().orElse(Integer.MAX_VALUE)))
          .problem("the kernel has the signals 1 to 64, no other can be sent")
          .fix("use a number from 1 to 64, or a name such as SIGINT")
          .rejects(
              "--stop-signal 65 alpine",
              "--stop-signal=-1 alpine",
              "--stop-signal 2147483648 alpine")
          .accepts("--stop-signal 64 alpine", "--stop-signal SIGINT alpine");

  static final Rule STOP_TIMEOUT_RANGE =
      Rule.of("stop-timeout-range", STOP_TIMEOUT)
          .constraint("R15")
          .warning()
          .unless(STOP_TIMEOUT, grace -> grace.toSeconds() >= -1)
          .problem("any negative time waits for ever, as -1 does")
          .fix("use 0 or more seconds, or -1 to wait for ever")
          .rejects("--stop-timeout=-2 alpine")
          .accepts("--stop-timeout=-1 alpine", "--stop-timeout 0 alpine");

  static final Rule RESTART_POLICY_KNOWN =
      Rule.of("restart-policy-known", RESTART)
          .constraint("R11")
          .unless(RESTART, policy -> POLICIES.contains(policy.name()))
          .problem(LifecycleRules::unknownPolicy)
          .fix("write no, on-failure, always or unless-stopped")
          .rejects("--restart alwys alpine", "--restart ALWAYS alpine", "--restart any:3 alpine")
          .accepts("--restart always alpine", "--restart on-failure:3 alpine");

  static final Rule RESTART_RETRIES =
      Rule.of("restart-retries", RESTART)
          .constraint("R12")
          .unless(
              RESTART,
              policy ->
                  !POLICIES.contains(policy.name()) || !(policy instanceof RestartPolicy.Other))
          .problem("only on-failure counts retries, and none of them is negative")
          .fix("drop the count, or write on-failure with 0 or more")
          .rejects("--restart always:3 alpine", "--restart on-failure:-1 alpine")
          .accepts("--restart on-failure:3 alpine", "--restart no:0 alpine");

  static final Rule RESTART_IN_FOREGROUND =
      Rule.of("restart-in-foreground", RESTART, ATTACH, INTERACTIVE)
          .constraint("R13")
          .info()
          .brokenWhen(
              run ->
                  run.get(RESTART).filter(RestartPolicy::restarts).isPresent()
                      && (run.is(INTERACTIVE) || !run.all(ATTACH).isEmpty())
                      && !run.is(DETACH)
                      && !run.is(REMOVE))
          .problem("who is attached to the container hears of its first exit only")
          .fix("run it in the background with --detach")
          .rejects("-i --restart always alpine", "-a stdout --restart always alpine")
          .accepts(
              "--restart always alpine", "-d -i --restart always alpine", "-i --restart no alpine");

  static final Rule INIT_WITHOUT_EFFECT =
      Rule.of("init-without-effect", INIT, PID)
          .constraint("R19")
          .warning()
          .brokenWhen(
              run ->
                  run.is(INIT)
                      && run.get(PID).filter(mode -> !mode.equals(PidMode.own())).isPresent())
          .problem("the init is not the first process where process ids are shared")
          .fix("drop --init, or drop --pid")
          .rejects("--init --pid host alpine", "--init --pid container:web alpine")
          .accepts("--init alpine", "--pid host alpine");

  private LifecycleRules() {}

  private static String unknownSignal(ContainerRun run) {
    String typed = run.get(STOP_SIGNAL).map(Signal::toString).orElse("").toUpperCase(Locale.ROOT);
    return Nearest.to(typed.startsWith("SIG") ? typed.substring(3) : typed, Signal.known())
        .map(near -> "there is no such signal; did you mean SIG" + near + "?")
        .orElse("there is no such signal");
  }

  private static boolean isInRange(int signal) {
    return signal >= 1 && signal <= 64;
  }

  private static String unknownPolicy(ContainerRun run) {
    String typed = run.get(RESTART).map(RestartPolicy::name).orElse("").toLowerCase(Locale.ROOT);
    return RunQueries.withGuess("there is no such restart policy", typed, POLICIES);
  }
}
