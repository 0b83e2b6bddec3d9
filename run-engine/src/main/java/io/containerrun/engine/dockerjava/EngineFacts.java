package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.containerrun.Target;
import io.containerrun.engine.internal.json.EngineInfoJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the facts of an engine through docker-java. */
final class EngineFacts {

  private static final Logger LOG = LoggerFactory.getLogger(EngineFacts.class);

  private EngineFacts() {}

  /** The target with all facts that the engine reports; proxies in front of it may refuse. */
  static Target of(DockerClient client, Target target) {
    try {
      return EngineInfoJson.read(target, Models.treeOf(client.infoCmd().exec()));
    } catch (DockerException refused) {
      LOG.debug("no facts of the engine: {}", refused.getMessage());
      return target;
    }
  }
}
