package dev.adamant.serve.adapt;

import java.util.Map;

/** Hears what an adaptation does. */
@FunctionalInterface
public interface AdaptListener {

  /**
   * Something happened.
   *
   * @param event its kind, such as {@code taken}, {@code set-aside}, {@code trained}, {@code
   *     published}, {@code rotated}, {@code refused} or {@code waiting}
   * @param sentence for people
   * @param facts figures and names, in their order: text, integers and doubles
   */
  void heard(String event, String sentence, Map<String, Object> facts);
}
