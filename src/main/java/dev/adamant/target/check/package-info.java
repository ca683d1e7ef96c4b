/**
 * Whether a target is right: random work on it and on the reference, compared bit for bit. Behind
 * {@code adamant devices} and {@code adamant selftest}.
 */
package dev.adamant.target.check;
