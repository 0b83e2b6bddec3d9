/**
 * Numbers, durations and truth values in the text forms of docker, which are those of Go. It knows
 * no other package. Not exported.
 */
@NullMarked
package io.containerrun.internal.text;

import org.jspecify.annotations.NullMarked;
