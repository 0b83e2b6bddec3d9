package io.containerrun;

import io.containerrun.value.SecurityOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Seccomp profiles are files of the caller; the engine gets what stands in them. */
final class SeccompProfile {

  private SeccompProfile() {}

  static List<SecurityOption> read(List<SecurityOption> options, Environment environment)
      throws IOException {
    List<SecurityOption> read = new ArrayList<>();
    for (SecurityOption option : options) {
      read.add(
          option instanceof SecurityOption.Seccomp profile && profile.isFile()
              ? SecurityOption.parse(profile.sent(json(profile, environment)))
              : option);
    }
    return read;
  }

  private static String json(SecurityOption.Seccomp profile, Environment environment)
      throws IOException {
    try {
      return new String(environment.read(FileText.parse(profile.value())), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new IOException(
          "opening seccomp profile (" + profile.value() + ") failed: " + problem.getMessage(),
          problem);
    }
  }
}
