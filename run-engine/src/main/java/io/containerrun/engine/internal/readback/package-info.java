/**
 * Reads containers back: what an engine reports about one becomes the create request that makes an
 * equal one, without what the image brings, what the engine chose and what is a default.
 *
 * <p>What belongs here knows what engines add to a request. How a request becomes a run is known by
 * the options themselves. It makes no calls.
 */
@NullMarked
package io.containerrun.engine.internal.readback;

import org.jspecify.annotations.NullMarked;
