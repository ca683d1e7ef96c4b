package dev.adamant.graph;

/** A program that cannot be: the message names the relation, what does not fit, and the remedy. */
public class ProgramException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With the message. */
  public ProgramException(String message) {
    super(message);
  }
}
