/**
 * Needs {@code com.github.docker-java:docker-java-api} of version 3.7 or newer: runs as create
 * commands of docker-java, and back; its clients as transports. Start at {@link
 * io.containerrun.engine.dockerjava.DockerJava}. The other classes say what they need beside it. A
 * program that is a module requires {@code com.github.dockerjava.api} itself.
 *
 * <p>What belongs here: what translates between docker-java's objects and those of this library. It
 * talks to no engine of its own.
 *
 * <p>An argument of {@code null} fails with a {@link NullPointerException}.
 */
@NullMarked
package io.containerrun.engine.dockerjava;

import org.jspecify.annotations.NullMarked;
