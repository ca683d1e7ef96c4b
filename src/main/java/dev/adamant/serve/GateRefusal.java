package dev.adamant.serve;

/** A check of the gate has failed; the message is that of the check. */
final class GateRefusal extends Exception {

  private static final long serialVersionUID = 1;

  GateRefusal(String message) {
    super(message);
  }

  GateRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
