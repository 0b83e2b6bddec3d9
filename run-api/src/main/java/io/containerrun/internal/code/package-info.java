/**
 * Java code of values: what a person would write for a size, a mount or a device. It knows the
 * types of {@code io.containerrun.value} and no option. Not exported.
 */
@NullMarked
package io.containerrun.internal.code;

import org.jspecify.annotations.NullMarked;
