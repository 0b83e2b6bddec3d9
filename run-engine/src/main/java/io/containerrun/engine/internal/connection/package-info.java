/** The port to an engine and its default: pooled HTTP for calls, own channels for upgrades. */
@NullMarked
package io.containerrun.engine.internal.connection;

import org.jspecify.annotations.NullMarked;
