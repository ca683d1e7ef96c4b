package dev.adamant.data;

import java.util.List;
import java.util.Optional;

/** The sources with a name and parameters. */
final class NamedSources {

  private static final List<SampleSource> ALL =
      List.of(
          new SignedVolume(),
          new O5Regression(),
          new ConvexHulls(),
          new GravityBodies(),
          new Orbits(),
          new Motion());

  private NamedSources() {}

  /** The names, in the order in which errors name them. */
  static List<String> names() {
    return ALL.stream().map(SampleSource::name).toList();
  }

  /** The source of a text, which may have parameters; none where it begins with no such name. */
  static Optional<SampleSource> of(String text) {
    String name = SourceName.baseOf(text);
    return ALL.stream().filter(source -> source.name().equals(name)).findFirst();
  }
}
