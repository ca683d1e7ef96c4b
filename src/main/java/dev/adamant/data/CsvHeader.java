package dev.adamant.data;

/** Whether the first row of a text names the columns. */
final class CsvHeader {

  private CsvHeader() {}

  /** Whether no cell is a number and at least one a word. */
  static boolean isOfWords(CsvReader rows) {
    boolean words = false;
    for (int column = 0; column < rows.columns(); column++) {
      CellText.Kind kind = CellText.kind(rows.text(column));
      if (kind == CellText.Kind.NUMBER) {
        return false;
      }
      words |= kind == CellText.Kind.WORD;
    }
    return words;
  }
}
