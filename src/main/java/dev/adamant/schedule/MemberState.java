package dev.adamant.schedule;

/**
 * What a member of an ensemble has done so far.
 *
 * @param name of its target
 * @param lostBecause why it was taken out; null while it takes part
 * @param units of work that it has done
 * @param operations products, terms or elements of these
 * @param busySeconds that it has spent on them, copies included
 */
public record MemberState(
    String name, String lostBecause, long units, double operations, double busySeconds) {}
