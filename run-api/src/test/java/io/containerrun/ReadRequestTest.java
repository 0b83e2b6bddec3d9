package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way back from a create request to the run that makes it. */
class ReadRequestTest {

  private static final ApiVersion NEWEST = new ApiVersion(1, 56);

  /** The request of these has what their files hold, and not the files. */
  private static final Set<Option<?>> FILES =
      Set.of(ContainerRun.ENV_FILE, ContainerRun.LABEL_FILE);

  /** Read as the option that says the same with more words. */
  private static final Set<Option<?>> SHORTHANDS = Set.of(ContainerRun.USE_API_SOCKET);

  static List<Option<?>> sent() {
    return Option.all().stream()
        .filter(option -> !option.isClientSide() && !FILES.contains(option))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sent")
  void everyOptionThatReachesTheEngineIsReadBack(Option<?> option) {
    ContainerRun run = ContainerRun.of("alpine").withText(option, option.example());
    for (ApiVersion api : List.of(NEWEST, new ApiVersion(1, 41))) {
      CreateRequest request = run.request(api);
      ContainerRun read = request.toRun();
      assertThat(read.request(api)).isEqualTo(request);
      assertThat(request.unread()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("sent")
  void theRunHasTheOptionAgain(Option<?> option) {
    ContainerRun run = ContainerRun.of("alpine").withText(option, option.example());
    Set<Option<?>> read = run.request(apiOf(option)).toRun().options();
    if (SHORTHANDS.contains(option)) {
      assertThat(read).containsExactly(ContainerRun.MOUNT);
    } else {
      assertThat(read).contains(option);
    }
  }

  /** Newer engines are not sent it at all. */
  private static ApiVersion apiOf(Option<?> option) {
    return option == ContainerRun.KERNEL_MEMORY ? new ApiVersion(1, 41) : NEWEST;
  }

  @Test
  void readsWhatOtherClientsWrite() {
    CreateRequest request =
        request(
            Map.of(
                "Image", "alpine",
                "Entrypoint", List.of("sh", "-c"),
                "Cmd", List.of("echo hi"),
                "StopTimeout", 3.0,
                "HostConfig",
                    Map.of(
                        "Memory", 1e9,
                        "CapAdd", List.of("NET_ADMIN", "ipc_lock"),
                        "CapDrop", List.of("all"),
                        "RestartPolicy", Map.of("Name", "no"))));
    assertThat(request.toRun())
        .isEqualTo(
            ContainerRun.of("alpine")
                .detach()
                .entrypoint("sh")
                .command("-c", "echo hi")
                .stopTimeout("3")
                .capAdd("CAP_NET_ADMIN")
                .capAdd("CAP_IPC_LOCK")
                .capDrop("ALL")
                .memory("1000000000"));
    assertThat(request.unread()).isEmpty();
  }

  @Test
  void takesNothingForAskedForThatTheReferenceClientSpellsOut() {
    CreateRequest request =
        request(
            Map.of(
                "Image",
                "busybox",
                "AttachStdout",
                true,
                "AttachStderr",
                true,
                "Tty",
                false,
                "Hostname",
                "",
                "Volumes",
                Map.of(),
                "NetworkingConfig",
                Map.of("EndpointsConfig", Map.of("default", Map.of())),
                "HostConfig",
                Map.of(
                    "NetworkMode",
                    "default",
                    "MemorySwappiness",
                    -1,
                    "OomScoreAdj",
                    0,
                    "Dns",
                    List.of(),
                    "ConsoleSize",
                    List.of(24, 80),
                    "RestartPolicy",
                    Map.of("Name", "no", "MaximumRetryCount", 0))));
    assertThat(request.toRun()).isEqualTo(ContainerRun.of("busybox"));
    assertThat(request.unread()).isEmpty();
  }

  @Test
  void namesWhatNoOptionSays() {
    CreateRequest request =
        request(
            Map.of(
                "Image", "alpine",
                "NetworkDisabled", true,
                "Shell", List.of(),
                "Healthcheck", Map.of("Test", List.of("CMD", "test", "-e", "/a b")),
                "HostConfig", Map.of("Ulimits", List.of(Map.of("Name", "odd", "Soft", 1)))));
    assertThat(request.unread())
        .containsExactly("Healthcheck.Test", "HostConfig.Ulimits", "NetworkDisabled");
    assertThat(request.toRun().get(ContainerRun.HEALTH_CMD)).hasValue("test -e '/a b'");
  }

  @Test
  void takesValuesOfTheWrongTypeForNone() {
    CreateRequest request =
        request(
            Map.of(
                "Image", "alpine",
                "Cmd", "sh",
                "Env", Map.of(),
                "ExposedPorts", List.of("80"),
                "HostConfig", "none"));
    assertThat(request.toRun()).isEqualTo(ContainerRun.of("alpine").detach());
  }

  @Test
  void refusesARequestWithoutAnImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(Map.of()).toRun())
        .withMessage("a create request names no image; give it one as the member Image");
  }

  private static CreateRequest request(Map<String, Object> body) {
    return new CreateRequest(Map.of(), body);
  }
}
