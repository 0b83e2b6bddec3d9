/** The port to an engine and its default: HTTP/1.1 over wires, which may be upgraded. */
@NullMarked
package io.containerrun.engine.internal.connection;

import org.jspecify.annotations.NullMarked;
