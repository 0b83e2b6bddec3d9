package io.containerrun.engine.internal.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;

/** A client of a team's own, which fails. */
record FailingClient(RuntimeException failure) implements DockerHttpClient {

  @Override
  public Response execute(Request request) {
    throw failure;
  }

  @Override
  public void close() {}
}
