/**
 * HTTP that an HTTP client of docker-java carries: exchanges, streaming responses, input.
 *
 * <p>What belongs here needs {@code docker-java-transport}, which is optional; no other room does.
 */
@NullMarked
package io.containerrun.engine.internal.dockerjava;

import org.jspecify.annotations.NullMarked;
