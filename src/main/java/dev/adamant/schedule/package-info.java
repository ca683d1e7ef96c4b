/**
 * One piece of work over several targets. Because every sum is exact and partial quires merge
 * exactly, it may be divided in any way and gives the same bits: rows, columns, batch, elements, or
 * the depth of a sum.
 *
 * <p>What decides ({@link dev.adamant.schedule.Policy}, on predicted times alone) and what does
 * ({@link dev.adamant.schedule.Ensemble}: threads, copies, deadlines) know each other by {@link
 * dev.adamant.schedule.Board} only, which a simulation of imagined devices drives just as well.
 */
package dev.adamant.schedule;
