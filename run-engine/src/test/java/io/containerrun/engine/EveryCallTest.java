package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.AtWork;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestEnvironment;
import io.containerrun.value.Network;
import io.containerrun.value.Platform;
import io.containerrun.value.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public call on an engine that hangs ends within the limit that it was given, and on one
 * that redirects it fails. What is added to the public face is called here without a word.
 */
@Timeout(60)
class EveryCallTest extends ConnectedToScript {

  private static final Duration LIMIT = Duration.ofMillis(50);

  private static final Timeouts PATIENT =
      new Timeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(200));

  /** They ask the engine nothing. */
  private static final Set<String> NO_CALLS =
      Set.of(
          "ContainerHandle.id",
          "ContainerHandle.toString",
          "Engine.toString",
          "Engine.address",
          "Engine.apiVersion",
          "Engine.images",
          "Engine.keeping",
          "Engine.networks",
          "Engine.volumes");

  /** They go on without the facts that a proxy may keep to itself. */
  private static final Set<String> SATISFIED_WITHOUT_AN_ANSWER =
      Set.of("Engine.target", "Engine.check", "Engine.plan");

  @TempDir private Path folder;
  private ContainerHandle container;

  @Override
  protected ScriptedEngine script() throws IOException {
    ScriptedEngine scripted = new ScriptedEngine();
    scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
    return scripted;
  }

  @Override
  protected Engine connect(String host) {
    Map<String, String> environment = Map.of("DOCKER_CONFIG", folder.toString());
    return Engine.connect(host, PATIENT, new TestEnvironment(environment));
  }

  @BeforeEach
  void inspect() {
    container = engine.container("c1");
  }

  static Stream<Named<Method>> calls() {
    return Stream.of(
            Engine.class, Images.class, Networks.class, Volumes.class, ContainerHandle.class)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(EveryCallTest::asks)
        .map(
            method -> Named.of(name(method) + Arrays.toString(method.getParameterTypes()), method));
  }

  static Stream<Named<Method>> callsThatNeedAnAnswer() {
    return calls().filter(it -> !SATISFIED_WITHOUT_AN_ANSWER.contains(name(it.getPayload())));
  }

  private static boolean asks(Method method) {
    return !NO_CALLS.contains(name(method))
        && !Set.of("within", "close").contains(method.getName())
        && !List.of(method.getParameterTypes()).contains(ContainerSummary.class);
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void endsWhenItsTimeIsUp(Method call) throws Exception {
    scripted.hang();
    EngineException failure = assertFailsCleanly(call, limited(call.getDeclaringClass()));
    assertThat(failure).hasMessageEndingWith(": not done within 50 ms; given up");
  }

  @ParameterizedTest
  @MethodSource("callsThatNeedAnAnswer")
  void takesNoRedirectionForASuccess(Method call) throws Exception {
    scripted.always(it -> it.answer(302, "Location: /elsewhere\r\n", ""));
    EngineException failure = assertFailsCleanly(call, receiver(call.getDeclaringClass()));
    assertThat(failure.status()).hasValue(302);
  }

  private EngineException assertFailsCleanly(Method call, Object receiver) throws Exception {
    Object[] arguments = Stream.of(call.getParameterTypes()).map(this::argument).toArray();
    Throwable failure = catchThrowable(() -> call.invoke(receiver, arguments));
    assertThat(failure)
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(EngineException.class);
    AtWork.assertNobody(scripted);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(it -> it.getFileName().toString()).toList()).isSubsetOf("file");
    }
    return (EngineException) Objects.requireNonNull(failure.getCause());
  }

  private Object receiver(Class<?> type) {
    if (type == Engine.class) {
      return engine;
    } else if (type == Images.class) {
      return engine.images();
    } else if (type == Networks.class) {
      return engine.networks();
    } else if (type == Volumes.class) {
      return engine.volumes();
    }
    return container;
  }

  private Object limited(Class<?> type) {
    if (type == Engine.class) {
      return engine.within(LIMIT);
    } else if (type == Images.class) {
      return engine.within(LIMIT).images();
    } else if (type == Networks.class) {
      return engine.networks().within(LIMIT);
    } else if (type == Volumes.class) {
      return engine.volumes().within(LIMIT);
    }
    return container.within(Duration.ofHours(1)).within(LIMIT);
  }

  /** Something that is fine, by its type. */
  private Object argument(Class<?> type) {
    if (type == Path.class) {
      return file();
    }
    return Stream.<Object>of(
            "app",
            new String[0],
            80,
            10L,
            new byte[10],
            Duration.ofHours(1),
            new ByteArrayInputStream(new byte[10]),
            new ByteArrayOutputStream(),
            Platform.of("linux", "arm64"),
            Signal.KILL,
            ContainerRun.of("app").memory("64m"),
            Ready.healthy(),
            Input.none(),
            Output.captured(),
            Invocation.standard(),
            ExecCommand.of("true"),
            Attach.standard(),
            LogQuery.standard(),
            Commit.standard(),
            CopyOptions.standard(),
            ContainerFilter.standard().all(),
            ImageBuild.ofDockerfile("FROM app"),
            NetworkSpec.standard(),
            Network.named("backend"),
            VolumeSpec.standard(),
            (UnaryOperator<ContainerRun>) run -> run.memory("64m"),
            (Consumer<Object>) it -> {})
        .filter(it -> boxed(type).isInstance(it))
        .findFirst()
        .orElseThrow(() -> new AssertionError("give this test a " + type));
  }

  private static Class<?> boxed(Class<?> type) {
    return type == int.class ? Integer.class : type == long.class ? Long.class : type;
  }

  private Path file() {
    try {
      return Files.writeString(folder.resolve("file"), "content");
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
