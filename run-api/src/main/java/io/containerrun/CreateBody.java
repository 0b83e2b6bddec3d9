package io.containerrun;

import io.containerrun.value.Network;
import io.containerrun.value.StandardStream;
import java.util.Set;

/** The create request of a run while the options write their values into it. */
final class CreateBody extends RequestData {

  private final ContainerRun run;
  private final ApiVersion api;

  private CreateBody(ContainerRun run, ApiVersion api) {
    this.run = run;
    this.api = api;
  }

  static CreateRequest of(ContainerRun run, ApiVersion api) {
    CreateBody body = new CreateBody(run, api);
    body.put("Image", run.image().toString());
    if (!run.command().isEmpty()) {
      body.put("Cmd", run.command());
    }
    body.putStreams(run.attachedStreams());
    for (Setting<?> setting : run.settings()) {
      setting.write(body);
    }
    return new CreateRequest(body.query(), body.body());
  }

  /** Attachment follows from four options together, and holds also where none of them is set. */
  private void putStreams(Set<StandardStream> streams) {
    boolean input = streams.contains(StandardStream.STDIN);
    put("AttachStdin", input);
    put("AttachStdout", streams.contains(StandardStream.STDOUT));
    put("AttachStderr", streams.contains(StandardStream.STDERR));
    put("StdinOnce", input && run.is(ContainerRun.INTERACTIVE));
  }

  /** The run that the request is made of, for a value whose path depends on other options. */
  ContainerRun run() {
    return run;
  }

  /** The version of the API that the request is made for. */
  ApiVersion api() {
    return api;
  }

  /** {@code {network}} stands for the name of the first network, which may have dots itself. */
  @Override
  String key(String part) {
    return part.equals("{network}")
        ? Network.first(run.all(ContainerRun.NETWORK)).mode().toString()
        : part;
  }
}
