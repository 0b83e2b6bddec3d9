/**
 * Carries the bytes of attached streams: frames, pipes with back-pressure, detach keys, sinks.
 *
 * <p>What belongs here moves bytes and knows nothing of containers or of the calls that attach to
 * them.
 */
@NullMarked
package io.containerrun.engine.internal.stream;

import org.jspecify.annotations.NullMarked;
