package dev.adamant.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fashion-MNIST, 60,000 and 10,000 images of clothes (Xiao, Rasul, Vollgraf, Fashion-MNIST: a novel
 * image dataset for benchmarking machine learning algorithms, arXiv 1708.07747), from its Debian
 * package, which is unpacked and not installed.
 */
final class FashionMnist {

  /** The name of the dataset. */
  static final String NAME = "fashion-mnist";

  private static final PackageFile PACKAGE =
      new PackageFile(
          NAME,
          PackageClient.APT,
          "dataset-fashion-mnist",
          "0.0~git20200523.55506a9-1",
          "dataset-fashion-mnist_0.0~git20200523.55506a9-1_all.deb",
          30_900_652,
          "39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0");

  private static final SortedMap<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "train-images-idx3-ubyte.gz",
              "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
              "train-labels-idx1-ubyte.gz",
              "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
              "t10k-images-idx3-ubyte.gz",
              "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
              "t10k-labels-idx1-ubyte.gz",
              "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05"));

  private static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private FashionMnist() {}

  /** The dataset, fetched if it is not in the cache. */
  static Dataset read(Surroundings surroundings, ProgressListener listener) throws DataException {
    return read(surroundings, listener, PACKAGE, FILES);
  }

  /** The same from another package with files of other digests by their names. */
  static Dataset read(
      Surroundings surroundings,
      ProgressListener listener,
      PackageFile source,
      SortedMap<String, String> files)
      throws DataException {
    DebianFiles unpacked = new DebianFiles(NAME, source, "usr/share/datasets/fashion-mnist", files);
    Path folder = unpacked.folder(surroundings, listener);
    return IdxFiles.readFolder(folder, NAME, DataOptions.DEFAULT.withClasses(CLASSES));
  }
}
