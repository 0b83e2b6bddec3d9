package io.containerrun.engine.internal.api;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.config.AuthHeader;
import io.containerrun.engine.internal.config.CredentialSource;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.value.ImageReference;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The credentials for the registry of one image in one exchange. May be shared between threads. */
final class RegistryLogin {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryLogin.class);

  private final CredentialSource source;
  private final ImageReference image;
  private volatile Optional<RegistryCredentials> credentials = Optional.empty();

  /** Why there are no credentials; empty if none is known. */
  private volatile String missing = "";

  RegistryLogin(CredentialSource source, ImageReference image) {
    this.source = source;
    this.image = image;
  }

  /**
   * The same request with the credentials; may wait for a credential helper. Without them if they
   * cannot be found: the image may be public.
   */
  Request into(Request request) {
    try {
      credentials = source.find(image.domain());
    } catch (EngineException failure) {
      LOG.warn("continuing without credentials: {}", failure.getMessage());
      missing = failure.engineMessage();
    }
    return request.header("X-Registry-Auth", AuthHeader.one(credentials));
  }

  /** The same failure with what to do about it, if the engine has responded. */
  EngineException explained(String operation, EngineException failure) {
    return failure.status().isEmpty()
        ? failure
        : ErrorMapper.registry(
            new Operation(operation, image.text()),
            failure.status().getAsInt(),
            failure.engineMessage(),
            credentials.map(RegistryCredentials::toString).orElse(""),
            missing);
  }
}
