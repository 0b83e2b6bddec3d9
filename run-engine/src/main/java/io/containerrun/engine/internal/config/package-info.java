/**
 * Resolves where the engine is and how it is spoken to: contexts, {@code config.json}, credentials,
 * TLS files.
 *
 * <p>What belongs here reads the environment and files of the caller. It sends nothing to an
 * engine.
 */
@NullMarked
package io.containerrun.engine.internal.config;

import org.jspecify.annotations.NullMarked;
