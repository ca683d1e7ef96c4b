package dev.adamant.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of a source that makes its samples, with parameters after a colon: {@code
 * nbody:planets=5,seed=2}. Parameters that are left out have the defaults of the source.
 *
 * @param text as it was given
 * @param name before the colon
 * @param parameters by key
 */
record SourceName(String text, String name, Map<String, String> parameters) {

  /** The most samples of a part. */
  static final int MOST_SAMPLES = 100_000;

  /** Makes the map immutable. */
  SourceName {
    parameters = Map.copyOf(parameters);
  }

  /** The part of a text before its first colon. */
  static String baseOf(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /**
   * Reads a name and its parameters.
   *
   * @param keys that the source knows, in the order in which errors name them
   * @throws DataException when a parameter is none of these, is named twice, or has no value
   */
  static SourceName parse(String text, Collection<String> keys) throws DataException {
    String name = baseOf(text);
    Map<String, String> parameters = new TreeMap<>();
    if (name.length() < text.length()) {
      for (String parameter : text.substring(name.length() + 1).split(",", -1)) {
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals);
        if (equals < 1 || equals == parameter.length() - 1) {
          throw new DataException(
              text
                  + ": the parameter \""
                  + parameter
                  + "\" is no KEY=VALUE: the keys of "
                  + name
                  + " are "
                  + String.join(", ", keys));
        }
        if (!keys.contains(key)) {
          throw new DataException(
              text
                  + ": there is no parameter "
                  + key
                  + ": those of "
                  + name
                  + " are "
                  + String.join(", ", keys));
        }
        if (parameters.put(key, parameter.substring(equals + 1)) != null) {
          throw new DataException(text + ": names " + key + " twice: leave one of them out");
        }
      }
    }
    return new SourceName(text, name, parameters);
  }

  /** How many samples a part has, from 1 to {@link #MOST_SAMPLES}. */
  int samples(String key, int otherwise) throws DataException {
    return integer(key, otherwise, 1, MOST_SAMPLES);
  }

  /** What the random numbers come from: any integer of 64 bits, by default 1. */
  long seed() throws DataException {
    String value = parameters.get("seed");
    if (value == null) {
      return 1;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw refused("seed", "an integer of 64 bits", e);
    }
  }

  /** An integer. */
  int integer(String key, int otherwise, int least, int most) throws DataException {
    String expected = "an integer from " + least + " to " + most;
    String value = parameters.get(key);
    if (value == null) {
      return otherwise;
    }
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw refused(key, expected, e);
    }
    if (number < least || number > most) {
      throw refused(key, expected, null);
    }
    return number;
  }

  /** A decimal number of a magnitude up to a limit. */
  double decimal(String key, double otherwise, double most) throws DataException {
    String value = parameters.get(key);
    if (value == null) {
      return otherwise;
    }
    double number = value.matches("-?[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(value) : Double.NaN;
    if (!(Math.abs(number) <= most)) {
      throw refused(key, String.format(Locale.ROOT, "a number from -%1$.0f to %1$.0f", most), null);
    }
    return number;
  }

  /** One of some words, of which the first is the default. */
  String word(String key, String... words) throws DataException {
    String value = parameters.getOrDefault(key, words[0]);
    for (String word : words) {
      if (word.equals(value)) {
        return word;
      }
    }
    throw refused(key, String.join(" or ", words), null);
  }

  private DataException refused(String key, String expected, Throwable cause) {
    return new DataException(
        text + ": " + key + " is " + parameters.get(key) + ": expected " + expected, cause);
  }
}
