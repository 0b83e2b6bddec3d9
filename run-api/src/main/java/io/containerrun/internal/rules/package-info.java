/**
 * The rules on runs, each with its wording and its proof. They read a run and a target through
 * their public faces, and the little that is not public there through {@link
 * io.containerrun.internal.rules.RunDetails}; one class of {@code io.containerrun} asks them. Not
 * exported.
 */
@NullMarked
package io.containerrun.internal.rules;

import org.jspecify.annotations.NullMarked;
