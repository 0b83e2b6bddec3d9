/**
 * Needs docker-java of version 3.7: for {@link
 * io.containerrun.engine.dockerjava.DockerJavaTransport}, {@code
 * com.github.docker-java:docker-java-transport} with one of its implementations.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine.dockerjava;

import org.jspecify.annotations.NullMarked;
