package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.BuildFailedException;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.ImageBuild;
import io.containerrun.engine.ImageNotFoundException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.info.ImageDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images: pull, build, inspect, save, load and push. */
public final class ImageWork {

  private ImageWork() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell, {@code alpine:3} by default; for the push also a registry, a
   *     user and a password
   */
  public static void main(String[] args) throws IOException {
    String base = args.length > 0 ? args[0] : "alpine:3";
    // region images-progress
    EngineOptions options = EngineOptions.standard().pullListener(ImageProgress.bar(System.err));
    Engine engine = Engine.connect(options);
    // endregion
    try (engine) {
      build(engine, base);
      buildFromMemory(engine, base);
      fail(engine, base);
      look(engine);
      move(engine);
      if (args.length > 3) {
        push(args[1], args[2], args[3]);
      }
      engine.images().remove("greeter:1");
      engine.images().remove("greeter:2");
    }
  }

  private static void build(Engine engine, String base) throws IOException {
    Path folder = Files.createTempDirectory("greeter");
    Files.writeString(folder.resolve("greeting"), "hello from an image\n");
    Files.writeString(folder.resolve(".dockerignore"), "**/*.log\n");
    Files.writeString(folder.resolve("build.log"), "not for the image\n");
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM " + base + "\nARG NAME\nCOPY . /greeter/\nLABEL name=$NAME\nEXPOSE 80\n");
    // region images-build
    ImageBuild greeter =
        ImageBuild.of(folder).tag("greeter:1").buildArg("NAME", "greeter").label("team", "docs");
    String id = engine.images().build(greeter, line -> System.out.println("build: " + line));

    ContainerRun greet = ContainerRun.of(id).remove().command("cat", "/greeter/greeting");
    System.out.print(engine.run(greet).requireSuccess().stdout()); // hello from an image
    // endregion
    for (String file : new String[] {"greeting", ".dockerignore", "build.log", "Dockerfile"}) {
      Files.delete(folder.resolve(file));
    }
    Files.delete(folder);
  }

  private static void buildFromMemory(Engine engine, String base) {
    // region images-memory
    ImageBuild greeter =
        ImageBuild.ofDockerfile("FROM " + base + "\nCOPY greeting /\n")
            .file("greeting", "hello from memory\n")
            .tag("greeter:2");
    engine.images().build(greeter);
    // endregion
  }

  private static void fail(Engine engine, String base) {
    // region images-failed
    ImageBuild broken = ImageBuild.ofDockerfile("FROM " + base + "\nRUN echo compiling; exit 2\n");
    try {
      engine.images().build(broken);
    } catch (BuildFailedException failure) {
      System.out.println(failure.step()); // Step 2/2 : RUN echo compiling; exit 2
      System.out.println(failure.lastLines()); // […, compiling, …]
    }
    // endregion
  }

  private static void look(Engine engine) {
    // region images-look
    ImageDetails greeter = engine.images().inspect("greeter:1");
    System.out.println(
        greeter.os() + "/" + greeter.architecture() + " " + greeter.config().ports());
    System.out.println(greeter.config().labels().get("name")); // greeter

    boolean there = engine.images().exists("greeter:3"); // no registry is asked
    try {
      engine.images().inspect("greeter:3");
    } catch (ImageNotFoundException missing) {
      System.out.println(there + ": " + missing.getMessage());
    }
    // endregion
  }

  private static void move(Engine engine) throws IOException {
    Path file = Files.createTempFile("greeter", ".tar");
    // region images-move
    engine.images().save(file, "greeter:1", "greeter:2");
    System.out.println(engine.images().load(file)); // [greeter:1, greeter:2]
    // endregion
    Files.delete(file);
  }

  private static void push(String registry, String user, String password) {
    String name = registry + "/docs/greeter:1";
    // region images-push
    RegistryCredentials login = RegistryCredentials.of(registry, user, password);
    try (Engine engine = Engine.connect(EngineOptions.standard().credentials(login))) {
      engine.images().tag("greeter:1", name);
      engine.images().push(name, progress -> System.out.println("push: " + progress.status()));
      engine.images().remove(name);
      engine.run(ContainerRun.of(name).remove().command("true")); // pulled again
      engine.images().remove(name);
    }
    // endregion
  }
}
