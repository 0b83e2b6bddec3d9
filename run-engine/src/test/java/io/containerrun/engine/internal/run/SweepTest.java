package io.containerrun.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.Environment;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.internal.api.ApiClient;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.NetworkApi;
import io.containerrun.engine.internal.api.VolumeApi;
import io.containerrun.engine.internal.config.Discovery;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.http.DefaultConnection;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.util.Threads;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is swept, and what never. */
@Timeout(60)
class SweepTest {

  private static final String LIST = "GET /containers/json";
  private static final String SESSION = "11111111-2222-3333-4444-555555555555";

  @TempDir private Path state;
  private ScriptedEngine scripted;
  private ExecutorService threads;
  private DefaultConnection connection;
  private Reapers reapers;

  @BeforeEach
  void connect() throws IOException {
    scripted =
        new ScriptedEngine()
            .on(LIST, it -> it.json(200, "[]"))
            .on("GET /networks", it -> it.json(200, "[]"))
            .on("GET /volumes", it -> it.json(200, "{\"Volumes\":null}"));
    threads = Threads.forOneEngine();
    Environment environment = new TestEnvironment(Map.of("XDG_STATE_HOME", state.toString()));
    EngineSettings settings =
        EngineSettings.NONE.location(new EngineSettings.Location.Host(scripted.host()));
    connection =
        new DefaultConnection(new Discovery(environment).find(settings).endpoint(), threads);
    ApiClient client =
        ApiClient.negotiate(
            EngineAddress.parse(scripted.host()), connection, Timeouts.DEFAULT, Optional.empty());
    reapers =
        new Reapers(
            new ContainerApi(client),
            new NetworkApi(client),
            new VolumeApi(client),
            environment,
            scripted.host(),
            threads);
  }

  @AfterEach
  void close() throws IOException {
    reapers.close();
    connection.close();
    Threads.end(threads);
    scripted.close();
  }

  /** A process of this user that has ended: this one, but with another start time. */
  private static Owner ended() {
    String[] parts = Owner.current().process().split("\\.", -1);
    parts[1] = "1";
    return new Owner(Owner.current().account(), String.join(".", parts));
  }

  private Path ledger(Owner owner, String engine, String... marks) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of(Ledger.TITLE, owner.account(), owner.process(), engine));
    for (String mark : marks) {
      lines.add(mark + " ".repeat(63 - mark.length()));
    }
    Path folder = Files.createDirectories(state.resolve("containerrun"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    return Files.write(folder.resolve(SESSION + "-1"), lines);
  }

  private static Map<String, Object> object(String id, Owner owner, String mark) {
    return object(
        id,
        Map.of(
            "io.containerrun.run",
            mark,
            "io.containerrun.owner",
            owner.account(),
            "io.containerrun.process",
            owner.process()));
  }

  private static Map<String, Object> object(String id, Map<String, String> labels) {
    return Map.of("Id", id, "Name", id, "Names", List.of("/" + id), "Labels", labels);
  }

  private void has(Map<?, ?>... containers) {
    scripted.on(LIST, it -> it.json(200, Json.write(List.of(containers))));
    for (Map<?, ?> container : containers) {
      scripted.on("DELETE /containers/" + container.get("Id"), it -> it.answer(204, "", ""));
    }
  }

  private void assertNothingSwept() {
    assertThat(reapers.sweeper().sweep()).isEmpty();
    assertThat(scripted.requests()).noneMatch(it -> it.startsWith("DELETE"));
  }

  @Test
  void removesWhatAnEndedProcessOwned() throws IOException {
    ledger(ended(), scripted.host(), "a", "b", "c");
    has(object("c1", ended(), "a"));
    scripted
        .on("GET /networks", it -> it.json(200, Json.write(List.of(object("n1", ended(), "b")))))
        .on(
            "GET /volumes",
            it -> it.json(200, Json.write(Map.of("Volumes", List.of(object("v", ended(), "c"))))))
        .on("DELETE /networks/n1", it -> it.answer(204, "", ""))
        .on("DELETE /volumes/v", it -> it.answer(204, "", ""));
    assertThat(reapers.sweeper().sweep())
        .containsExactly(
            new Leftover(Leftover.Kind.CONTAINER, "c1", "c1"),
            new Leftover(Leftover.Kind.NETWORK, "n1", "n1"),
            new Leftover(Leftover.Kind.VOLUME, "v", "v"));
    assertThat(scripted.fullRequests())
        .anyMatch(it -> it.contains("all=1") && it.contains("io.containerrun.owner"));
  }

  @Test
  void keepsWhatWasReleased() throws IOException {
    ledger(ended(), scripted.host(), "owned");
    has(object("c1", ended(), "released"));
    assertNothingSwept();
  }

  @Test
  void keepsWhatWasCreatedToBeKeptWhateverTheLedgerSays() throws IOException {
    ledger(ended(), scripted.host(), "a");
    Map<String, String> labels =
        Map.of(
            "io.containerrun.run",
            "a",
            "io.containerrun.owner",
            ended().account(),
            "io.containerrun.process",
            ended().process(),
            "io.containerrun.kept",
            "true");
    has(object("c1", labels));
    assertNothingSwept();
  }

  @Test
  void listsNothingInALedgerThatIsToBeKept() {
    String id = reapers.containers().createById("web", true, it -> "c1");
    assertThat(reapers.containers().release(id)).isFalse();
    assertThat(state.resolve("containerrun")).doesNotExist();
  }

  @Test
  void keepsWhatALiveProcessOwns() throws IOException {
    ledger(Owner.current(), scripted.host(), "a");
    has(object("c1", Owner.current(), "a"));
    assertNothingSwept();
  }

  @Test
  void keepsWhatThisProcessOwns() {
    String mark =
        reapers
            .containers()
            .create(
                "",
                false,
                it -> {
                  it.created("c1");
                  return it.mark();
                });
    has(object("c1", Owner.current(), mark));
    assertNothingSwept();
  }

  @ParameterizedTest
  @CsvSource({"ada@elsewhere-00000000", "''"})
  void keepsWhatBelongsToAnotherUserOrHost(String account) throws IOException {
    Owner other = new Owner(account, ended().process());
    ledger(other, scripted.host(), "a");
    has(object("c1", other, "a"));
    assertNothingSwept();
  }

  @Test
  void keepsWhatAProcessOfAnotherPidNamespaceOwns() throws IOException {
    String[] parts = ended().process().split("\\.", -1);
    parts[2] = "1";
    Owner hidden = new Owner(Owner.current().account(), String.join(".", parts));
    ledger(hidden, scripted.host(), "a");
    has(object("c1", hidden, "a"));
    assertNothingSwept();
  }

  @Test
  void keepsWhatCarriesTheLabelsOfAnotherProcess() throws IOException {
    ledger(ended(), scripted.host(), "a");
    has(object("c1", Owner.current(), "a"));
    assertNothingSwept();
  }

  @Test
  void believesNoLedgerThatOthersMayWrite() throws IOException {
    ledger(ended(), scripted.host(), "a");
    has(object("c1", ended(), "a"));
    Files.setPosixFilePermissions(
        state.resolve("containerrun"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(reapers.sweeper()::sweep).hasMessageContaining("may be written by other");
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void removesWhatIsLeftOfAnEarlierBoot() throws IOException {
    String[] parts = Owner.current().process().split("\\.", -1);
    parts[3] = "0";
    Owner earlier = new Owner(Owner.current().account(), String.join(".", parts));
    ledger(earlier, scripted.host(), "a");
    has(object("c1", earlier, "a"));
    assertThat(reapers.sweeper().sweep()).hasSize(1);
  }

  @Test
  void aSweepWithoutALedgerStillAsksTheEngine() throws IOException {
    scripted.on(LIST, it -> it.json(500, "{\"message\":\"no\"}"));
    assertThatThrownBy(reapers.sweeper()::sweep).isInstanceOf(EngineException.class);
  }

  @Test
  void connectingAsksNothingWithoutALedgerOfThatEngine() throws IOException {
    ledger(ended(), "unix:///elsewhere", "a");
    reapers.sweeper().begin();
    reapers.close();
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void connectingRemovesWithoutWaiting() throws IOException, InterruptedException {
    ledger(ended(), scripted.host(), "a");
    has(object("c1", ended(), "a"));
    reapers.sweeper().begin();
    scripted.awaitRequest("DELETE /containers/c1");
  }

  @Test
  void aFailureInTheBackgroundIsNone() throws IOException {
    Path ledger = ledger(ended(), scripted.host(), "a");
    scripted.on(LIST, it -> it.cut());
    reapers.sweeper().begin();
    reapers.close();
    assertThat(ledger).exists();
  }

  @Test
  void aLedgerIsKeptAsLongAsTheEngineMayStillCreate() throws IOException {
    Path ledger = ledger(ended(), scripted.host(), "a");
    assertThat(reapers.sweeper().sweep()).isEmpty();
    assertThat(ledger).exists();
    Files.setLastModifiedTime(ledger, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
    assertThat(reapers.sweeper().sweep()).isEmpty();
    assertThat(ledger).doesNotExist();
  }

  @Test
  void anObjectThatCannotBeRemovedStaysForTheNextSweep() throws IOException {
    Path ledger = ledger(ended(), scripted.host(), "a");
    Files.setLastModifiedTime(ledger, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
    has(object("c1", ended(), "a"));
    scripted.on("DELETE /containers/c1", it -> it.json(500, "{\"message\":\"busy\"}"));
    assertThat(reapers.sweeper().sweep()).isEmpty();
    assertThat(ledger).exists();
  }

  @Test
  void aLedgerThatIsNoneIsLeftAlone() throws IOException {
    Path ledger = ledger(ended(), scripted.host(), "a");
    Files.writeString(ledger, "something else\n");
    assertNothingSwept();
    assertThat(ledger).exists();
  }
}
