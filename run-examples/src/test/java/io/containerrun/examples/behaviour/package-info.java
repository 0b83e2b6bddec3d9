/** Holds {@code DockerRun} against recorded runs of the reference client. */
package io.containerrun.examples.behaviour;
