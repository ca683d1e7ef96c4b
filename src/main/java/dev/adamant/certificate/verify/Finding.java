package dev.adamant.certificate.verify;

import tools.jackson.databind.node.ObjectNode;

/**
 * What verification found of one obligation.
 *
 * @param obligation its id; {@code certificate} for the certificate's own form and digest, {@code
 *     subject} for what it is of
 * @param holds whether it was derived again from the model
 * @param message the claim where it holds, else what broke
 */
public record Finding(String obligation, boolean holds, String message) {

  /** {@code {"holds":true,"message":"…","obligation":"storage"}}. */
  public ObjectNode json() {
    return Json.object().put("holds", holds).put("message", message).put("obligation", obligation);
  }
}
