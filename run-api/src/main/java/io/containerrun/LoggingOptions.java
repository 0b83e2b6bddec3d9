package io.containerrun;

import static io.containerrun.OptionBuilder.map;
import static io.containerrun.OptionBuilder.text;

import io.containerrun.value.KeyValue;
import java.util.Map;

/** Where the output of a container is kept. */
@CheckReturnValue
public sealed interface LoggingOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<String> LOG_DRIVER =
      text("log-driver")
          .grammar("<driver>")
          .byDefault("the engine's, json-file")
          .sentAs("HostConfig.LogConfig.Type")
          .summary("Driver that keeps the output.")
          .example("local");

  /** Sets the driver that keeps the output; {@code none} keeps nothing. */
  default R logDriver(String driver) {
    return with(LOG_DRIVER, driver);
  }

  Option<Map<String, String>> LOG_OPT =
      map("log-opt", KeyValue::logOption)
          .grammar("<key>=<value>")
          .sentAs("HostConfig.LogConfig.Config")
          .summary("Option of the log driver.")
          .example("max-size=10m");

  /** Sets an option of the log driver, such as {@code max-size} of {@code json-file}. */
  default R logOpt(String key, String value) {
    return plus(LOG_OPT, key, value);
  }

  /** The same in docker's text form: {@code logOpt("max-size=10m")}. */
  default R logOpt(String text) {
    return withText(LOG_OPT, text);
  }
}
