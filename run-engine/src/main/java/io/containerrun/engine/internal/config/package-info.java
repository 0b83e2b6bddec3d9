/**
 * Resolves the address and the settings of the engine: contexts, {@code config.json}, credentials,
 * TLS files.
 *
 * <p>What belongs here reads the environment and its files. It sends nothing to an engine.
 */
@NullMarked
package io.containerrun.engine.internal.config;

import org.jspecify.annotations.NullMarked;
