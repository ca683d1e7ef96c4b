package dev.adamant.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** Reads a dataset from a CSV file. */
final class CsvFile {

  private final String name;
  private final DataOptions options;
  private final CsvReader rows;
  private final ValuesBuilder values;
  private final LabelCollector labels;
  private List<String> names = List.of();
  private int width;
  private int labelColumn;

  private CsvFile(String name, Reader reader, DataOptions options) {
    this.name = name;
    this.options = options;
    this.rows = new CsvReader(name, reader);
    this.values = new ValuesBuilder(name);
    this.labels = new LabelCollector(name, options);
  }

  /** The dataset in the file. */
  static Dataset read(Path file, DataOptions options) throws DataException {
    return read(Input.open(file), file.toString(), options, null);
  }

  /**
   * The dataset in a text, which is closed.
   *
   * @param name of the dataset
   * @param image what the samples are, or null for rows of numbers
   */
  static Dataset read(Input input, String name, DataOptions options, Shape image)
      throws DataException {
    try (Reader reader = new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder())) {
      return new CsvFile(input.name(), reader, options).read(name, image);
    } catch (DataException e) {
      throw e;
    } catch (IOException e) {
      throw new DataException(input.name() + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private Dataset read(String datasetName, Shape image) throws DataException {
    if (!rows.next()) {
      throw new DataException(name + ": is empty: give it a row for each sample");
    }
    width = rows.columns();
    if (width < 2) {
      throw rows.fault(
          "has a single cell, a sample needs a feature and a label: separate cells by commas,"
              + " semicolons or tabs");
    }
    boolean more = beginRows();
    while (more) {
      readRow();
      more = rows.next();
    }
    if (labels.size() == 0) {
      throw new DataException(name + ": has no row below its header: add one for each sample");
    }
    Shape shape = image;
    if (image == null) {
      List<String> features = new ArrayList<>(names);
      if (!features.isEmpty()) {
        features.remove(labelColumn);
      }
      shape = features.isEmpty() ? Shape.of(width - 1) : Shape.named(features);
    }
    return new Dataset(datasetName, shape, values.build(), labels.build());
  }

  /** Takes the header, if there is one, and finds the label column; false where no row is left. */
  private boolean beginRows() throws DataException {
    List<String> first = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      first.add(rows.text(column));
    }
    OptionalInt numbered = numberedLabel();
    boolean named = options.labelColumn().isPresent() && numbered.isEmpty();
    if (options.header().isPresent() ? options.header().get() : named || isHeader(numbered)) {
      names = List.copyOf(first);
    }
    labelColumn = options.labelColumn().isEmpty() ? width - 1 : findLabel(numbered);
    if (!names.isEmpty()) {
      return rows.next();
    }
    return options.header().isPresent() || !mayBeHeaderOfNumbers(first) || headerOfNumbers(first);
  }

  /** Whether the cell of the label is a word and all others are numbers. */
  private boolean mayBeHeaderOfNumbers(List<String> first) {
    for (int column = 0; column < width; column++) {
      CellText.Kind wanted = column == labelColumn ? CellText.Kind.WORD : CellText.Kind.NUMBER;
      if (CellText.kind(first.get(column)) != wanted) {
        return false;
      }
    }
    return true;
  }

  /**
   * Only the labels below tell whether such a row is a header, as in 1, 2, 3, label: then they are
   * numbers. Where it is none it is taken as the first sample.
   */
  private boolean headerOfNumbers(List<String> first) throws DataException {
    boolean more = rows.next();
    if (more
        && rows.columns() == width
        && CellText.kind(rows.text(labelColumn)) == CellText.Kind.NUMBER) {
      names = first;
      return true;
    }
    for (int column = 0; column < width; column++) {
      if (column != labelColumn) {
        String cell = first.get(column);
        values.add(CellText.number(cell.toCharArray(), 0, cell.length()));
      }
    }
    labels.add("the first row", first.get(labelColumn), Double.NaN);
    return more;
  }

  private OptionalInt numberedLabel() {
    String column = options.labelColumn().orElse("");
    return column.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(column))
        : OptionalInt.empty();
  }

  private boolean isHeader(OptionalInt numbered) throws DataException {
    int label = numbered.orElse(width) - 1;
    int number = -1;
    int word = -1;
    for (int column = width - 1; column >= 0; column--) {
      CellText.Kind kind = CellText.kind(rows.text(column));
      if (column != label && kind == CellText.Kind.NUMBER) {
        number = column;
      }
      if (column != label && kind == CellText.Kind.WORD) {
        word = column;
      }
    }
    if (number >= 0 && word >= 0) {
      throw rows.fault(
          "has in column "
              + (word + 1)
              + " "
              + CsvCells.shown(rows.text(word))
              + " and in column "
              + (number + 1)
              + " a number: correct it, or say whether the first row is a header");
    }
    return word >= 0;
  }

  private int findLabel(OptionalInt numbered) throws DataException {
    String wanted = options.labelColumn().orElseThrow();
    int named = names.indexOf(wanted);
    if (named >= 0 && named != names.lastIndexOf(wanted)) {
      throw rows.fault(
          "names "
              + Collections.frequency(names, wanted)
              + " columns \""
              + wanted
              + "\": give the number of the label column instead");
    }
    if (named >= 0) {
      return named;
    }
    if (numbered.isPresent() && numbered.getAsInt() >= 1 && numbered.getAsInt() <= width) {
      return numbered.getAsInt() - 1;
    }
    throw new DataException(
        name
            + ": has no label column \""
            + wanted
            + "\": the columns are 1 to "
            + width
            + (names.isEmpty() ? ", without names" : ", named " + CsvCells.listed(names)));
  }

  private void readRow() throws DataException {
    if (rows.columns() != width) {
      throw rows.fault(
          "has "
              + rows.columns()
              + (rows.columns() == 1 ? " cell" : " cells")
              + ", the first row has "
              + width
              + ": give each row as many");
    }
    for (int column = 0; column < width; column++) {
      if (column != labelColumn) {
        values.add(CsvCells.number(rows, column, names));
      }
    }
    double value = rows.number(labelColumn);
    String text = rows.text(labelColumn);
    if (text.isEmpty()
        || (Double.isNaN(value) && CellText.kind(text) == CellText.Kind.NOT_FINITE)) {
      throw CsvCells.fault(rows, labelColumn, names);
    }
    labels.add("row " + rows.row(), text, value);
  }
}
