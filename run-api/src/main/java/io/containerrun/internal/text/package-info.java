/**
 * Numbers, durations and truth values in the text forms of docker, which are those of Go, and what
 * of a text may be shown. It knows no other package. Not exported.
 */
@NullMarked
package io.containerrun.internal.text;

import org.jspecify.annotations.NullMarked;
