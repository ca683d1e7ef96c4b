package dev.adamant.serve.http;

import java.util.List;

/**
 * A request of the protocol as it was read.
 *
 * @param id echoed; null for none
 * @param features raw, [rows, inputs]
 * @param rows at least 1
 * @param outputs that are asked for, in this order; empty for all
 * @param binary whether outputs go in binary that do not say otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader
record InferenceRequest(
    String id, double[] features, int rows, List<Asked> outputs, boolean binary) {

  /**
   * An output.
   *
   * @param name of it
   * @param binary whether in binary; null to go with the request
   */
  record Asked(OutputName name, Boolean binary) {}
}
