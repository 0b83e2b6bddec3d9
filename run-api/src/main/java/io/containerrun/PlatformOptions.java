package io.containerrun;

import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.internal.text.Numbers;
import io.containerrun.value.Isolation;
import io.containerrun.value.Platform;
import io.containerrun.value.Size;
import java.math.BigInteger;

/** What the container runs on: platform, runtime, and all that only Windows engines have. */
@CheckReturnValue
public sealed interface PlatformOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<Platform> PLATFORM =
      one("platform", Platform::parse)
          .checkedLate()
          .grammar("<os>[/<architecture>[/<variant>]]")
          .byDefault("$DOCKER_DEFAULT_PLATFORM, or the engine's")
          .sentAs(PlatformOptions::writePlatform, "?platform")
          .readAs(RequestReading::textOf)
          .unsetResolvesTo(
              environment ->
                  environment
                      .variable("DOCKER_DEFAULT_PLATFORM")
                      .filter(text -> !text.isEmpty())
                      .map(Platform::parse))
          .since(1, 32)
          .summary("Platform of the image.")
          .example("linux/arm64");

  /** Engines before API 1.41 take a platform when an image is pulled, but not here. */
  private static void writePlatform(Platform platform, CreateBody body) {
    if (!platform.equals(Platform.ENGINE) && body.api().isAtLeast(new ApiVersion(1, 41))) {
      body.put("?platform", platform.toString());
    }
  }

  /** Asks for the image of a platform. */
  default R platform(Platform platform) {
    return with(PLATFORM, platform);
  }

  /** The same in docker's text form: {@code platform("linux/arm64")}. */
  default R platform(String text) {
    return withText(PLATFORM, text);
  }

  Option<String> RUNTIME =
      text("runtime")
          .grammar("<name>")
          .byDefault("the engine's")
          .sentAs("HostConfig.Runtime")
          .summary("OCI runtime.")
          .example("io.containerd.runc.v2");

  /** Sets the OCI runtime, one that the engine knows. */
  default R runtime(String name) {
    return with(RUNTIME, name);
  }

  Option<Isolation> ISOLATION =
      one("isolation", Isolation::parse)
          .grammar("default|process|hyperv")
          .byDefault("the engine's")
          .sentAs("HostConfig.Isolation", Isolation::toString)
          .summary("How the container is kept apart; Linux engines know only default.")
          .example("default");

  /** Sets how the container is kept apart from its host. */
  default R isolation(Isolation isolation) {
    return with(ISOLATION, isolation);
  }

  /** The same in docker's text form: {@code isolation("default")}. */
  default R isolation(String text) {
    return withText(ISOLATION, text);
  }

  Option<Long> CPU_COUNT =
      one("cpu-count", Numbers::parseInt64)
          .grammar("<count>")
          .byDefault("no limit")
          .sentAs("HostConfig.CpuCount")
          .since(1, 25)
          .onlyOn("windows")
          .summary("Processors of the container; Windows engines only.")
          .example("2");

  /**
   * Caps the processors of a container on a Windows engine.
   *
   * @param count 1 or more
   */
  default R cpuCount(long count) {
    return with(CPU_COUNT, count);
  }

  /** The same in docker's text form: {@code cpuCount("2")}. */
  default R cpuCount(String text) {
    return withText(CPU_COUNT, text);
  }

  Option<Long> CPU_PERCENT =
      one("cpu-percent", Numbers::parseInt64)
          .grammar("0..100")
          .byDefault("no limit")
          .sentAs("HostConfig.CpuPercent")
          .onlyOn("windows")
          .summary("Share of the processors in percent; Windows engines only.")
          .example("50");

  /**
   * Caps the processor time of a container on a Windows engine.
   *
   * @param percent 1 to 100
   */
  default R cpuPercent(long percent) {
    return with(CPU_PERCENT, percent);
  }

  /** The same in docker's text form: {@code cpuPercent("50")}. */
  default R cpuPercent(String text) {
    return withText(CPU_PERCENT, text);
  }

  Option<Size> IO_MAXBANDWIDTH =
      one("io-maxbandwidth", Size::parse)
          .grammar("<number>[<unit>]")
          .byDefault("no limit")
          .sentAs("HostConfig.IOMaximumBandwidth", Size::bytes)
          .onlyOn("windows")
          .summary("Most bytes a second on the system drive; Windows engines only.")
          .example("10m");

  /** Caps the bytes a second on the system drive of a container on a Windows engine. */
  default R ioMaxbandwidth(Size perSecond) {
    return with(IO_MAXBANDWIDTH, perSecond);
  }

  /** The same in docker's text form: {@code ioMaxbandwidth("10m")}. */
  default R ioMaxbandwidth(String text) {
    return withText(IO_MAXBANDWIDTH, text);
  }

  Option<BigInteger> IO_MAXIOPS =
      one("io-maxiops", Numbers::parseUint64)
          .grammar("<count>")
          .byDefault("no limit")
          .sentAs("HostConfig.IOMaximumIOps")
          .onlyOn("windows")
          .summary("Most operations a second on the system drive; Windows engines only.")
          .example("100");

  /** Caps the operations a second on the system drive of a container on a Windows engine. */
  default R ioMaxiops(long perSecond) {
    return ioMaxiops(BigInteger.valueOf(perSecond));
  }

  /**
   * Caps the operations a second on the system drive of a container on a Windows engine.
   *
   * @param perSecond less than 2<sup>64</sup>
   */
  default R ioMaxiops(BigInteger perSecond) {
    return with(IO_MAXIOPS, perSecond);
  }

  /** The same in docker's text form: {@code ioMaxiops("100")}. */
  default R ioMaxiops(String text) {
    return withText(IO_MAXIOPS, text);
  }

  Option<Boolean> DISABLE_CONTENT_TRUST =
      toggle("disable-content-trust")
          .byDefault("true")
          .deprecated("clients no longer verify signatures of images; it changes nothing")
          .summary("Skip the verification of the image's signature; it is always skipped.")
          .example("true");

  /**
   * Says whether the image's signature is left unverified. It always is.
   *
   * @deprecated clients no longer verify signatures of images; it changes nothing
   */
  @Deprecated
  default R disableContentTrust(boolean disabled) {
    return with(DISABLE_CONTENT_TRUST, disabled);
  }
}
