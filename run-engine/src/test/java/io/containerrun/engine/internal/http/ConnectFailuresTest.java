package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectFailuresTest {

  @TempDir private Path folder;

  private void assertUnreachable(Path socket, String words) {
    Endpoint endpoint = Endpoint.of(new EngineAddress.Unix(socket.toString()));
    try (ConnectionPool pool = new ConnectionPool(endpoint)) {
      assertThatThrownBy(() -> pool.open(channel -> {}))
          .asInstanceOf(type(ConnectionFailure.class))
          .returns(Kind.UNREACHABLE, ConnectionFailure::kind)
          .returns(words, ConnectionFailure::words);
    }
  }

  @Test
  void saysThatThereIsNoSocket() throws IOException {
    assertUnreachable(folder.resolve("none"), "there is no such socket");
    assertUnreachable(folder, "this is not a socket");
    assertUnreachable(Files.createFile(folder.resolve("f")), "this is not a socket");
  }

  /** The superuser, as which tests may run, has every permission. */
  @Test
  void saysHowToGetPermission() {
    ConnectionFailure denied =
        ConnectFailures.of(
            new EngineAddress.Unix("/var/run/docker.sock"),
            new SocketException("Permission denied"));
    assertThat(denied.kind()).isEqualTo(Kind.DENIED);
    assertThat(denied.words())
        .contains("no permission to use its socket", "usually docker", "sudo", "without root");
  }
}
