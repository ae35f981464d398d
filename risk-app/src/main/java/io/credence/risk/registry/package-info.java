/**
 * Model versions as folders of a file system that service and trainers share, or as objects of an S3-compatible store. A version is complete
 * before it can be seen, and is never changed after; its manifest holds the length and SHA-256 of each file.
 */
@NullMarked
package io.credence.risk.registry;

import org.jspecify.annotations.NullMarked;
