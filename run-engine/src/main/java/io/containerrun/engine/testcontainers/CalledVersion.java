package io.containerrun.engine.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import io.containerrun.ApiVersion;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.engine.dockerjava.DockerJava;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * The version of the API with which Testcontainers calls the engine. It is fixed in its sources,
 * older than most engines, and no method tells it; an engine ignores what is newer. So it is read
 * from the private configuration behind a command.
 */
final class CalledVersion {

  /** The oldest one that Testcontainers falls back to: a newer option is refused, not ignored. */
  private static final ApiVersion OLDEST = ApiVersion.parse("1.32");

  private CalledVersion() {}

  /** The engine of a client, seen with the version that a command is sent with. */
  static Target target(DockerClient client, CreateContainerCmd command) {
    Target engine = DockerJava.target(client);
    Target called = Target.of(engine.system(), of(command, engine.api()));
    for (Fact<?> fact : engine.facts()) {
      called = with(called, fact, engine);
    }
    return called;
  }

  private static <V> Target with(Target called, Fact<V> fact, Target engine) {
    Optional<V> value = engine.get(fact);
    return value.isPresent() ? called.with(fact, value.get()) : called;
  }

  private static ApiVersion of(CreateContainerCmd command, ApiVersion engine) {
    try {
      // Setters return the command itself, also where the given object only passes calls on.
      Object execution = field(command.withPlatform(command.getPlatform()), "execution");
      Object configured = getter(field(execution, "dockerClientConfig"), "getApiVersion");
      ApiVersion version = ApiVersion.parse(String.valueOf(getter(configured, "getVersion")));
      // 0.0 is none: the engine takes its newest.
      return version.major() == 0 || version.isAtLeast(engine) ? engine : version;
    } catch (ReflectiveOperationException | RuntimeException otherClient) {
      return OLDEST;
    }
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(object);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  private static Object getter(Object object, String name) throws ReflectiveOperationException {
    Method method = object.getClass().getMethod(name);
    method.setAccessible(true); // of a class that is not public
    return method.invoke(object);
  }
}
