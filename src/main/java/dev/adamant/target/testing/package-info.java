/**
 * Targets for tests, so that schedules can be tried anywhere: {@code null} computes nothing, {@code
 * slow} computes as the reference does after a delay. {@code auto} never chooses them.
 */
package dev.adamant.target.testing;
