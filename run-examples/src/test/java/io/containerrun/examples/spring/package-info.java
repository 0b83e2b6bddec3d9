/** A small Spring Boot application that runs containers, and its tests, which the guide quotes. */
package io.containerrun.examples.spring;
