package dev.adamant.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what is to be learnt of the samples and finds out what it is: classes where some label
 * is no number, or where all are integers and few: at most ten different ones, or at most a hundred
 * that come twice each on average. Else numbers. Classes are in ascending order: of the integers
 * where all are such, else of the texts.
 */
final class LabelCollector {

  /** The most classes. */
  static final int MAX_CLASSES = 10_000;

  private static final int FEW = 10;
  private static final int SEVERAL = 100;
  private static final String SPREAD_REMEDY =
      "name the column of the labels, or learn by regression";

  private final String name;
  private final Optional<Task> task;
  private final Optional<List<String>> known;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> distinct = new ArrayList<>();
  private final boolean knownAreNumbered;
  private final ValuesBuilder idOfEach;
  private ValuesBuilder numbers;
  private boolean integers = true;
  private boolean countable = true;
  private String firstWord = "";
  private int count;

  /**
   * Nothing yet.
   *
   * @param name what errors call the source
   * @param options say whether the task or the classes are known
   */
  LabelCollector(String name, DataOptions options) {
    this.name = name;
    this.idOfEach = new ValuesBuilder(name);
    this.numbers = new ValuesBuilder(name);
    this.known = options.classes();
    this.task = known.isPresent() ? Optional.of(Task.CLASSIFICATION) : options.task();
    List<String> classes = known.orElse(List.of());
    this.knownAreNumbered = classes.stream().noneMatch(LabelCollector::isInteger);
    for (String label : classes) {
      ids.put(label, distinct.size());
      distinct.add(label);
    }
  }

  /**
   * Adds the label of the next sample.
   *
   * @param where it is, such as {@code row 3}, for errors
   * @param text as it is written
   * @param value of the number that it is, or NaN
   * @throws DataException when it is none of the known classes, or no number where one must be
   */
  void add(String where, String text, double value) throws DataException {
    boolean number = !Double.isNaN(value);
    boolean integer = number && value == Math.rint(value) && Math.abs(value) < 0x1p53;
    String key = integer ? Long.toString((long) value) : text;
    count++;
    if (known.isPresent()) {
      idOfEach.add(knownId(where, key, integer ? value : Double.NaN));
      return;
    }
    if (!number && firstWord.isEmpty()) {
      firstWord = where + " has the label " + CsvCells.shown(text);
      numbers = null;
      if (task.equals(Optional.of(Task.REGRESSION))) {
        throw new DataException(
            name + ": " + firstWord + ", regression needs a number: correct it, or learn classes");
      }
    }
    integers &= integer;
    if (numbers != null) {
      numbers.add(value);
    }
    if (countable && task.orElse(Task.CLASSIFICATION) == Task.CLASSIFICATION) {
      countClass(key);
    }
  }

  private void countClass(String key) throws DataException {
    Integer id = ids.get(key);
    if (id == null) {
      if (distinct.size() == MAX_CLASSES) {
        countable = false;
        return;
      }
      id = distinct.size();
      ids.put(key, id);
      distinct.add(key);
    }
    idOfEach.add(id);
  }

  private int knownId(String where, String key, double integer) throws DataException {
    Integer id = ids.get(key);
    if (id != null) {
      return id;
    }
    int classes = distinct.size();
    if (knownAreNumbered && integer >= 0 && integer < classes) {
      return (int) integer;
    }
    throw new DataException(
        name
            + ": "
            + where
            + " has the label "
            + CsvCells.shown(key)
            + (knownAreNumbered && !Double.isNaN(integer)
                ? ", the labels are 0 to " + (classes - 1)
                : ", the classes are " + CsvCells.listed(distinct))
            + ": correct it or leave it out");
  }

  /** How many labels there are. */
  int size() {
    return count;
  }

  /**
   * What they are.
   *
   * @throws DataException when there is a single class or there are too many
   */
  Targets build() throws DataException {
    if (known.isPresent()) {
      return new Targets.Classes(labels(null), known.get());
    }
    if (task.orElseGet(this::guess) == Task.REGRESSION) {
      Values values = numbers.build();
      double[] targets = new double[count];
      for (int i = 0; i < count; i++) {
        targets[i] = values.get(i);
      }
      return new Targets.Numbers(1, targets);
    }
    if (!countable) {
      throw new DataException(
          name
              + ": has more than "
              + MAX_CLASSES
              + " different labels, the most classes: "
              + SPREAD_REMEDY);
    }
    if (distinct.size() == 1) {
      throw new DataException(
          name
              + ": all samples are of the class "
              + CsvCells.shown(distinct.getFirst())
              + ", there is nothing to tell apart: take samples of two classes or more");
    }
    return classes();
  }

  private Task guess() {
    boolean few =
        distinct.size() <= FEW || (distinct.size() <= SEVERAL && 2 * distinct.size() <= count);
    return numbers == null || (integers && countable && few)
        ? Task.CLASSIFICATION
        : Task.REGRESSION;
  }

  private Targets classes() throws DataException {
    List<String> names = new ArrayList<>(distinct);
    names.sort(integers ? Comparator.comparing(Long::valueOf) : Comparator.naturalOrder());
    int[] place = new int[names.size()];
    for (int i = 0; i < place.length; i++) {
      place[ids.get(names.get(i))] = i;
    }
    return new Targets.Classes(labels(place), names);
  }

  private int[] labels(int[] place) throws DataException {
    Values values = idOfEach.build();
    int[] labels = new int[values.count()];
    for (int i = 0; i < labels.length; i++) {
      int id = (int) values.get(i);
      labels[i] = place == null ? id : place[id];
    }
    return labels;
  }

  private static boolean isInteger(String text) {
    return text.matches("-?[0-9]{1,18}");
  }
}
