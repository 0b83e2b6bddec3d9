package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.ContainerInspection;
import io.containerrun.engine.HealthStatus;
import io.containerrun.engine.PublishedPort;
import java.time.Duration;
import java.util.List;

/**
 * What handles ask of an inspection, in one place.
 *
 * @param all what inspect tells
 */
public record ContainerDetails(ContainerInspection all) {

  /** Picks what we know. */
  public static ContainerDetails of(JsonNode json) {
    return new ContainerDetails(Inspections.of(json));
  }

  /** 64 hexadecimal digits. */
  public String id() {
    return all.id();
  }

  /** Without the slash in front. */
  public String name() {
    return all.name();
  }

  /** Such as {@code created}, {@code running}, {@code exited}. */
  public String status() {
    return all.state().status().toString();
  }

  /** Whether it runs. */
  public boolean running() {
    return all.state().running();
  }

  /** Whether it has run, and runs no longer. */
  public boolean ended() {
    return all.state().status().hasEnded();
  }

  /** Of its last run; 0 before the first. */
  public int exitCode() {
    return all.state().exitCode();
  }

  /** Whether it has one. */
  public boolean terminal() {
    return all.config().terminal();
  }

  /** Whether its standard input is open for somebody to attach. */
  public boolean openInput() {
    return all.config().interactive();
  }

  /** Whether that input ends with the first session on it. */
  public boolean inputEnds() {
    return all.config().inputEnds();
  }

  /** What its health check says. */
  public HealthStatus health() {
    return all.state().health().status();
  }

  /** How long the engine lets it end by itself. */
  public Duration stopTimeout() {
    return all.config().stopTimeout();
  }

  /** Where its ports are published. */
  public List<PublishedPort> ports() {
    return all.ports();
  }
}
