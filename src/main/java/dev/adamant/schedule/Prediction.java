package dev.adamant.schedule;

import java.util.Map;

/**
 * What an ensemble would do with a piece of work.
 *
 * @param seconds that it is predicted to take
 * @param cut how it would be divided; null for not at all
 * @param shares slices by the name of the member, of members that take part; of undivided work
 *     there is one slice
 */
public record Prediction(double seconds, Cut cut, Map<String, Long> shares) {}
