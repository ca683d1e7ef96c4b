/**
 * Data to learn from: datasets from files, from packages of the registries, and one that is built
 * in; how they are split, shuffled, scaled and encoded, each a function of its arguments alone, so
 * that a job that is run again sees the same bits in the same order.
 */
package dev.adamant.data;
