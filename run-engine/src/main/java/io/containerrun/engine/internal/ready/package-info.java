/**
 * The conditions under which a container is ready, and the wait for them.
 *
 * <p>What belongs here asks a container, or the program in it, whether it is ready. How the engine
 * is asked does not belong here.
 */
@NullMarked
package io.containerrun.engine.internal.ready;

import org.jspecify.annotations.NullMarked;
