package io.containerrun;

import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.internal.text.Durations;
import io.containerrun.internal.text.Numbers;
import io.containerrun.internal.text.Secrets;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Signal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a container starts, and how it comes and goes. */
@CheckReturnValue
public sealed interface LifecycleOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<String> ENTRYPOINT =
      text("entrypoint")
          .grammar("<program>")
          .byDefault("the image's")
          .sentAs("Entrypoint", List::of)
          .readBy(request -> request.texts("Entrypoint").stream().limit(1).toList())
          .summary("Program to run in place of the image's entry point.")
          .example("/bin/sh");

  /**
   * Runs this program in place of the image's entry point. The image's own command is not used
   * then.
   *
   * @param program one word, which is not split; empty for no entry point at all
   */
  default R entrypoint(String program) {
    return with(ENTRYPOINT, program);
  }

  Option<RestartPolicy> RESTART =
      one("restart", RestartPolicy::parse)
          .checkedLate()
          .grammar("no|always|unless-stopped|on-failure[:<retries>]")
          .byDefault("no")
          .sentAs(
              "HostConfig.RestartPolicy",
              policy -> Map.of("Name", policy.name(), "MaximumRetryCount", policy.maxRetries()))
          .readBy(LifecycleOptions::policy)
          .updatable()
          .summary("When the engine starts the container again.")
          .example("on-failure:5");

  /** Lets the engine start the container again after it exits. */
  default R restart(RestartPolicy policy) {
    return with(RESTART, policy);
  }

  /** The same in docker's text form: {@code restart("on-failure:5")}. */
  default R restart(String text) {
    return withText(RESTART, text);
  }

  private static List<RestartPolicy> policy(RequestReading request) {
    String name = request.text("HostConfig.RestartPolicy.Name");
    long retries =
        RequestReading.numberOf(request.at("HostConfig.RestartPolicy.MaximumRetryCount"));
    return name.isEmpty() || (name.equals("no") && retries == 0)
        ? List.of() // the reference client spells the default out
        : List.of(RestartPolicy.parse(retries == 0 ? name : name + ":" + retries));
  }

  Option<Boolean> REMOVE =
      toggle("rm")
          .method("remove")
          .sentAs("HostConfig.AutoRemove")
          .since(1, 25)
          .summary("Remove the container and its anonymous volumes when it exits.")
          .example("true");

  /** Removes the container and its anonymous volumes as soon as it exits. Named volumes stay. */
  default R remove() {
    return with(REMOVE, true);
  }

  Option<Boolean> INIT =
      toggle("init")
          .byDefault("the engine's setting")
          .sentAs("HostConfig.Init")
          .readEvenEmpty()
          .since(1, 25)
          .summary("Run an init process that forwards signals and reaps processes.")
          .example("true");

  /** Puts a small init in front of the process: it forwards signals and reaps orphans. */
  default R init() {
    return with(INIT, true);
  }

  Option<Signal> STOP_SIGNAL =
      one("stop-signal", Signal::parse)
          .grammar("<name|number>")
          .byDefault("the image's, or SIGTERM")
          .sentAs("StopSignal", Signal::toString)
          .summary("Signal that asks the container to stop.")
          .example("SIGINT");

  /** Sets the signal that asks the process to end when the container is stopped. */
  default R stopSignal(Signal signal) {
    return with(STOP_SIGNAL, signal);
  }

  /** The same in docker's text form: {@code stopSignal("SIGINT")}. */
  default R stopSignal(String text) {
    return withText(STOP_SIGNAL, text);
  }

  Option<Duration> STOP_TIMEOUT =
      one("stop-timeout", LifecycleOptions::seconds, grace -> String.valueOf(grace.toSeconds()))
          .canonical(LifecycleOptions::wholeSeconds)
          .grammar("<seconds>")
          .byDefault("the engine's, 10 seconds on Linux")
          .sentAs("StopTimeout", Duration::toSeconds)
          .readEvenEmpty()
          .since(1, 25)
          .summary("Seconds to wait for the container to stop before it is killed; -1 for ever.")
          .example("30");

  /**
   * Sets how long a container that is asked to stop may take before it is killed.
   *
   * @param grace a part of a second counts as a whole one. −1 second waits for ever
   * @throws IllegalArgumentException if a negative time is not of whole seconds
   */
  default R stopTimeout(Duration grace) {
    return with(STOP_TIMEOUT, grace);
  }

  /** The same in docker's text form: {@code stopTimeout("30")}. */
  default R stopTimeout(String text) {
    return withText(STOP_TIMEOUT, text);
  }

  /** Never less time than was asked for: without any, the container is killed at once. */
  private static Duration wholeSeconds(Duration grace) {
    if (grace.getNano() == 0) {
      return grace;
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException(
          "--stop-timeout "
              + Durations.format(grace)
              + ": a negative time has no part of a second; use -1 second to wait for ever");
    }
    long seconds = grace.getSeconds();
    return Duration.ofSeconds(seconds == Long.MAX_VALUE ? seconds : seconds + 1);
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Numbers.parseInt64(text));
  }

  Option<Path> CIDFILE =
      one("cidfile", EnvironmentFiles::parse, EnvironmentFiles::print)
          .grammar("<path>")
          .sentAs("HostConfig.ContainerIDFile", EnvironmentFiles::print)
          .resolvedBy(LifecycleOptions::requireNew)
          .summary("File of the caller that the id of the container is written to.")
          .example("service.cid");

  /**
   * Writes the id of the container into a file of the caller.
   *
   * @param path a file that does not exist yet, in a folder that does
   */
  default R cidfile(Path path) {
    return with(CIDFILE, path);
  }

  /** The same in docker's text form: {@code cidfile("service.cid")}. */
  default R cidfile(String text) {
    return withText(CIDFILE, text);
  }

  private static Path requireNew(Path file, Environment environment) throws IOException {
    String name = EnvironmentFiles.print(file);
    if (!name.isEmpty() && environment.exists(file)) {
      throw Secrets.refusal(
          "container ID file found, make sure the other container isn't running or delete " + name);
    }
    Path folder = file.getParent();
    if (folder != null && !environment.exists(folder)) {
      throw new NoSuchFileException(
          "failed to create the container ID file: open " + name + ": no such file or directory");
    }
    return file;
  }

  Option<PullPolicy> PULL =
      one("pull", PullPolicy::parse)
          .checkedLate()
          .grammar("always|missing|never")
          .byDefault("missing")
          .summary("When to pull the image before the container is made.")
          .example("never");

  /** Says when the image is pulled. */
  default R pull(PullPolicy policy) {
    return with(PULL, policy);
  }

  /** The same in docker's text form: {@code pull("never")}. */
  default R pull(String text) {
    return withText(PULL, text);
  }

  Option<Boolean> QUIET =
      toggle("quiet")
          .letter('q')
          .summary("Show no progress while an image is pulled.")
          .example("true");

  /** Shows no progress while the image is pulled. */
  default R quiet() {
    return with(QUIET, true);
  }
}
