/** Runs and lines drawn at random, and what has to hold for each of them. */
@org.jspecify.annotations.NullMarked
package io.containerrun.engine.fuzz;
