package dev.adamant.model;

import dev.adamant.memory.DataType;

/**
 * What the work of layers needs beside its operands.
 *
 * @param constants numbers, in the type that layers compute in
 * @param scratch memory for a moment
 */
public record Workspace(Constants constants, Scratch scratch) {

  /** The type that layers compute in. */
  public DataType type() {
    return constants.type();
  }
}
