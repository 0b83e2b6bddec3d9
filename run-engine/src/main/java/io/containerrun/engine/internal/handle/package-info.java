/**
 * The classes behind the public interfaces: container handles, one-shot runs, sessions on a
 * terminal.
 *
 * <p>What belongs here combines the rooms below for one public method. Request paths, JSON and
 * sockets do not belong here.
 */
@NullMarked
package io.containerrun.engine.internal.handle;

import org.jspecify.annotations.NullMarked;
