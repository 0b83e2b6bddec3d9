/**
 * The classes behind the public interfaces: container handles, one-shot runs, sessions on a
 * terminal, probes.
 *
 * <p>What belongs here puts the rooms below together for one public method. Request paths, JSON and
 * sockets do not.
 */
@NullMarked
package io.containerrun.engine.internal.handle;

import org.jspecify.annotations.NullMarked;
