package dev.adamant.serve;

import dev.adamant.record.VersionRecord;

/**
 * A version's answer to rows.
 *
 * @param version that made all of it
 * @param rows how many
 * @param values [rows, outputs]: as the network gives them, exact as doubles for formats of at most
 *     53 significant bits
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader
public record Answer(VersionRecord version, int rows, double[] values) {}
