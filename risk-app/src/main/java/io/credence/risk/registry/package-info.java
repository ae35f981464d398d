/**
 * Model versions as folders of a file system that service and trainers share. A folder is complete before it gets its name,
 * and is never changed after; its manifest holds the length and SHA-256 of each file.
 */
@NullMarked
package io.credence.risk.registry;

import org.jspecify.annotations.NullMarked;
