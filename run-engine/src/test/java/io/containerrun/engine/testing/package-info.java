/**
 * What the tests of this module share: a scripted engine, a view of the real one that bypasses the
 * library, certificates, and looks for what is left behind.
 *
 * <p>What belongs here: helpers that several tests use. What does not: the helper of one test,
 * which stands beside it, and what needs the inside of a room, which stands in that room.
 */
@org.jspecify.annotations.NullMarked
package io.containerrun.engine.testing;
