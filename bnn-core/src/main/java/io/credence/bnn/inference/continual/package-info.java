/** Learning day by day: yesterday's posterior is today's prior. */
@NullMarked
package io.credence.bnn.inference.continual;

import org.jspecify.annotations.NullMarked;
