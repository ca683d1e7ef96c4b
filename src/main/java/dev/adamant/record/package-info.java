/**
 * Versions of models: signed records of what each is and came from, chained by hash in a ledger,
 * their files content-addressed beside it.
 */
package dev.adamant.record;
