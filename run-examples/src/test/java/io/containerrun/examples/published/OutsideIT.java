package io.containerrun.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of somebody else that names run-engine alone. Its repository is empty at first; it gets
 * our jars from the folders of this build, and those of others from this machine's repository,
 * where this build has put them. No network is needed.
 */
class OutsideIT {

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>somebody</groupId>
        <artifactId>else</artifactId>
        <version>1</version>
        <repositories>
          <repository>
            <id>built</id>
            <url>%s</url>
            <snapshots><checksumPolicy>ignore</checksumPolicy></snapshots>
          </repository>
        </repositories>
        <dependencies>
          <dependency>
            <groupId>io.containerrun</groupId>
            <artifactId>run-engine</artifactId>
            <version>%s</version>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final String SETTINGS =
      """
      <settings>
        <mirrors>
          <mirror>
            <id>machine</id>
            <mirrorOf>*,!built</mirrorOf>
            <url>%s</url>
          </mirror>
        </mirrors>
      </settings>
      """;

  private static final String PROGRAM =
      """
      import io.containerrun.ContainerRun;
      import io.containerrun.engine.ContainerRunModule;
      import io.containerrun.engine.Engine;
      import com.fasterxml.jackson.databind.json.JsonMapper;

      class Hello {
        public static void main(String[] args) throws Exception {
          ContainerRun run = ContainerRun.of("containerrun/base").remove().command("echo", "hello");
          JsonMapper json = JsonMapper.builder().addModule(new ContainerRunModule()).build();
          System.out.println(json.readValue(json.writeValueAsString(run), ContainerRun.class));
          if (args.length > 0) {
            try (Engine engine = Engine.connect()) {
              System.out.print(engine.run(run).requireSuccess().stdout());
            }
          }
        }
      }
      """;

  @TempDir static Path folder;
  private static List<Path> resolved = List.of();

  @BeforeAll
  static void resolveAndCompile() throws Exception {
    Path built = Files.createDirectory(folder.resolve("built"));
    deploy(built, "containerrun", BuiltJar.ROOT.resolve("pom.xml"), "pom");
    for (BuiltJar jar : BuiltJar.ofClasses()) {
      Path pom = BuiltJar.ROOT.resolve(jar.module()).resolve("pom.xml");
      deploy(built, jar.module(), pom, "pom");
      deploy(built, jar.module(), jar.file(), "jar");
    }
    String pom = POM.formatted(built.toUri(), BuiltJar.version());
    Files.writeString(folder.resolve("pom.xml"), pom);
    Path machine = Path.of(System.getProperty("localRepository"));
    Files.writeString(folder.resolve("settings.xml"), SETTINGS.formatted(machine.toUri()));
    Path classpath = folder.resolve("classpath");
    maven(
        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
        "-Dmdep.includeScope=runtime",
        "-Dmdep.outputFile=" + classpath);
    resolved = BuiltJar.paths(Files.readString(classpath).strip()).stream().map(Path::of).toList();
    compile();
  }

  private static void deploy(Path repository, String artifact, Path file, String type)
      throws IOException {
    String version = BuiltJar.version();
    Path home = repository.resolve("io/containerrun").resolve(artifact).resolve(version);
    Files.createDirectories(home);
    Files.copy(file, home.resolve(artifact + "-" + version + "." + type));
  }

  private static void maven(String... arguments) throws IOException, InterruptedException {
    Path settings = folder.resolve("settings.xml");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-q", "-s", settings.toString(), "-gs", settings.toString()));
    command.add("-Dmaven.repo.local=" + folder.resolve("repository"));
    command.addAll(List.of(arguments));
    execute(command);
  }

  private static String execute(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", command, said).isZero();
    return said;
  }

  private static void compile() throws IOException {
    Path source = Files.writeString(folder.resolve("Hello.java"), PROGRAM);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(out, out, "-Xlint:all", "-cp", classpath(), source.toString());
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static String classpath() {
    List<String> paths = new ArrayList<>();
    resolved.forEach(jar -> paths.add(jar.toString()));
    paths.add(folder.toString());
    return String.join(File.pathSeparator, paths);
  }

  /** None of what is optional: a jar more is one that every user of run-engine would carry. */
  @Test
  void runEngineBringsTwelveJars() {
    assertThat(resolved.stream().map(OutsideIT::artifact).sorted())
        .containsExactly(
            "commons-codec",
            "commons-compress",
            "commons-io",
            "commons-lang3",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jline-terminal",
            "jspecify",
            "run-api",
            "run-engine",
            "slf4j-api");
  }

  private static String artifact(Path jar) {
    return Objects.requireNonNull(jar.getParent()).getParent().getFileName().toString();
  }

  @Test
  void aProgramNeedsNoMore() throws Exception {
    assertThat(hello()).isEqualTo("docker run --rm containerrun/base echo hello\n");
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "CONTAINERRUN_REQUIRE_ENGINE",
      matches = "true",
      disabledReason = "./verify makes sure of an engine and of the images of the examples")
  void norToRunAContainer() throws Exception {
    assertThat(hello("on the engine")).endsWith("\nhello\n");
  }

  private static String hello(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classpath(), "Hello"));
    command.addAll(List.of(arguments));
    return execute(command).replaceAll("(?m)^SLF4J.*\n", "");
  }
}
