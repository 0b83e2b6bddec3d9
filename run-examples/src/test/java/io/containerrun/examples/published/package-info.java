/** What is published: the jars, what they bring, and how others than this build use them. */
package io.containerrun.examples.published;
