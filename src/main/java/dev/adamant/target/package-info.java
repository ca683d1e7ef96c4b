/**
 * What carries out arithmetic: the reference in plain Java, and the native library. Every target
 * returns the bits of the reference.
 */
package dev.adamant.target;
