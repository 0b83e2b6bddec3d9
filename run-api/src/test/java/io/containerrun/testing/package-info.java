/**
 * What the tests of this module share.
 *
 * <p>What belongs here: helpers on public types alone. What needs the inside of a package stands in
 * that package.
 */
@org.jspecify.annotations.NullMarked
package io.containerrun.testing;
