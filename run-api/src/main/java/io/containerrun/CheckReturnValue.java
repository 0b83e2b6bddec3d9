package io.containerrun;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks methods whose result must be used: they return a changed copy and leave the receiver as it
 * was. IDEs and Error Prone know the annotation by its simple name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({METHOD, TYPE})
public @interface CheckReturnValue {}
