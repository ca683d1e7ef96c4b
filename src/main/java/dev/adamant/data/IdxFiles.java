package dev.adamant.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads images and labels in IDX files: one pair of them, or the two pairs of MNIST's naming. */
final class IdxFiles {

  private static final String TRAIN = "train-images-idx3-ubyte";
  private static final String TEST = "t10k-images-idx3-ubyte";
  private static final int MOST = Integer.MAX_VALUE - 8;

  private IdxFiles() {}

  /** One file of images, with the labels that the options name or that lie beside it. */
  static Dataset read(Path images, DataOptions options) throws DataException {
    Path labels =
        options.labelsFile().isPresent() ? options.labelsFile().get() : labelsBeside(images);
    return read(images.toString(), List.of(new Pair(images, labels)), options);
  }

  /** A folder with the four files of MNIST's naming, packed or not. */
  static Dataset readFolder(Path folder, String name, DataOptions options) throws DataException {
    List<Pair> pairs = new ArrayList<>();
    for (String file : List.of(TRAIN, TEST)) {
      Path images = existing(folder.resolve(file));
      if (!Files.exists(images)) {
        throw new DataException(
            folder
                + ": is a folder without "
                + file
                + "[.gz]: name a file, or a folder with the four files of MNIST");
      }
      pairs.add(new Pair(images, labelsBeside(images)));
    }
    return read(name, pairs, options);
  }

  private record Pair(Path images, Path labels) {}

  private static Dataset read(String name, List<Pair> pairs, DataOptions options)
      throws DataException {
    try (IdxReader first = IdxReader.open(pairs.getFirst().images());
        IdxReader last = IdxReader.open(pairs.getLast().images())) {
      List<Integer> shape = first.shape();
      List<Integer> sample = shape.subList(1, shape.size());
      if (sample.isEmpty()) {
        throw first.fault("has one dimension, images have two or more besides their number");
      }
      if (!last.shape().subList(1, last.shape().size()).equals(sample)) {
        throw last.fault(
            "has samples of the shape "
                + last.shape().subList(1, last.shape().size())
                + ", those for training have "
                + sample);
      }
      boolean split = pairs.size() > 1;
      byte[] pixels = array(first, split ? last.count() : 0);
      LabelCollector labels = new LabelCollector(name, options);
      first.read(pixels, 0);
      readLabels(pairs.getFirst(), first.samples(), labels);
      Shape images = Shape.images(255, sample);
      if (split) {
        last.read(pixels, (int) first.count());
        readLabels(pairs.getLast(), last.samples(), labels);
        images = images.withTrainSize(first.samples());
      }
      return new Dataset(name, images, new Values.Bytes(pixels), labels.build());
    }
  }

  private static byte[] array(IdxReader first, long more) throws DataException {
    if (first.count() > MOST || more > MOST - first.count()) {
      throw first.fault(
          "has the shape "
              + first.shape()
              + ", with what belongs to it more than "
              + MOST
              + " values, the most of a dataset: take fewer samples");
    }
    int bytes = (int) (first.count() + more);
    try {
      return new byte[bytes];
    } catch (OutOfMemoryError e) {
      throw new DataException(
          first
              .fault(
                  "has the shape "
                      + first.shape()
                      + ", for which the Java heap of "
                      + Runtime.getRuntime().maxMemory()
                      + " bytes has no room: take fewer samples, or allow it more with -Xmx")
              .getMessage(),
          e);
    }
  }

  private static void readLabels(Pair pair, int samples, LabelCollector into) throws DataException {
    try (IdxReader reader = IdxReader.open(pair.labels())) {
      if (reader.shape().size() != 1 || reader.samples() != samples) {
        throw reader.fault(
            "has labels of the shape "
                + reader.shape()
                + ", the "
                + samples
                + " samples of "
                + pair.images().getFileName()
                + " need ["
                + samples
                + "]");
      }
      byte[] labels = new byte[samples];
      reader.read(labels, 0);
      for (int i = 0; i < samples; i++) {
        int label = labels[i] & 0xff;
        into.add(
            "label " + (i + 1) + " of " + pair.labels().getFileName(),
            Integer.toString(label),
            label);
      }
    }
  }

  private static Path labelsBeside(Path images) throws DataException {
    String name = String.valueOf(images.getFileName());
    String wanted = name.replaceAll("\\.gz$", "").replaceAll("idx[0-9]", "idx1");
    Path labels = existing(images.resolveSibling(wanted.replace("images", "labels")));
    if (!name.contains("images") || !Files.exists(labels)) {
      throw new DataException(
          images
              + ": has no file of labels beside it"
              + (name.contains("images") ? ", which would be " + labels + "[.gz]" : "")
              + ": put it there, or name it");
    }
    return labels;
  }

  /** The file itself, or else its packed form if there is that. */
  private static Path existing(Path file) {
    Path packed = file.resolveSibling(file.getFileName() + ".gz");
    return !Files.exists(file) && Files.exists(packed) ? packed : file;
  }
}
