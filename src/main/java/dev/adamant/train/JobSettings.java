package dev.adamant.train;

import dev.adamant.data.Task;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Settings of a job, from a file and from options, before what is not set gets its default.
 * Immutable. A key is named by its table and its own name, such as {@code training.epochs}; {@link
 * JobFile} says which there are.
 */
public final class JobSettings {

  /** None: everything by default. */
  public static final JobSettings EMPTY = new JobSettings(Map.of());

  private final Map<String, Setting> settings;

  /**
   * A value as {@link JobKey.Kind} has it.
   *
   * @param origin where it was set, as errors name it
   */
  record Setting(Object value, String origin) {}

  JobSettings(Map<String, Setting> settings) {
    this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /**
   * The settings in a job file.
   *
   * @throws JobException when it cannot be read, is no TOML, has an unknown key or a value of
   *     another type
   */
  public static JobSettings read(Path file) throws JobException {
    return JobFile.read(file);
  }

  /** All settings of a job. */
  public static JobSettings of(Job job) {
    Map<String, Setting> settings = new TreeMap<>();
    for (JobKey key : JobKey.ALL.values()) {
      Object value = key.value().apply(job);
      if (value instanceof List<?> widths) {
        value = widths.stream().map(w -> ((Number) w).longValue()).toList();
      }
      if (value != null) {
        settings.put(key.name(), new Setting(value, "the job"));
      }
    }
    return new JobSettings(settings);
  }

  /**
   * The same with one more setting, which counts instead of what was set before.
   *
   * @param key such as {@code model.hidden}; one of {@link #keys}
   * @param text the value as on a command line: {@code 64,64} for a list, empty for an empty one
   * @param origin what errors call it, such as {@code --hidden}
   * @throws JobException when the value is of another type
   * @throws IllegalArgumentException when there is no such key
   */
  public JobSettings with(String key, String text, String origin) throws JobException {
    JobKey known = JobKey.ALL.get(key);
    if (known == null) {
      throw new IllegalArgumentException("no key " + key + ": there are " + keys());
    }
    Map<String, Setting> changed = new TreeMap<>(settings);
    try {
      changed.put(key, new Setting(known.kind().parse(text), origin));
    } catch (NumberFormatException e) {
      String expected =
          known.kind() == JobKey.Kind.WIDTHS ? "widths such as 64,64" : known.kind().expected();
      throw new JobException(origin + " is \"" + text + "\": expected " + expected, e);
    }
    return new JobSettings(changed);
  }

  /** The same with a key not set, which gives it its default. */
  public JobSettings without(String key) {
    Map<String, Setting> fewer = new TreeMap<>(settings);
    fewer.remove(key);
    return new JobSettings(fewer);
  }

  /** The same with another text for a key, as if it had been set where {@code as} was. */
  JobSettings replaced(String key, String text, String as) {
    Map<String, Setting> changed = new TreeMap<>(settings);
    changed.put(key, new Setting(text, settings.get(as).origin()));
    return new JobSettings(changed);
  }

  /** All keys that there are, in the order of job files. */
  public static Set<String> keys() {
    return Collections.unmodifiableSet(JobKey.ALL.keySet());
  }

  /** Whether a key has been set. */
  public boolean isSet(String key) {
    return settings.containsKey(key);
  }

  /** What is set, else the default. */
  Object value(String key, Task task) {
    Setting setting = settings.get(key);
    return setting != null ? setting.value() : JobDefaults.of(key, this, task);
  }

  /**
   * What is learned from, with defaults: enough to open the data.
   *
   * @throws JobException when a value is out of its range
   */
  public Job.Data data() throws JobException {
    return named(new JobBuilder(this, null)::data);
  }

  /**
   * The whole job; what is not set gets its default, which may depend on the source and on the
   * task.
   *
   * @param task of the data, once it is open; null while it is not known
   * @throws JobException when a value is out of its range, or two do not go together
   */
  public Job job(Task task) throws JobException {
    return named(new JobBuilder(this, task)::job);
  }

  /**
   * That the value of a key does not do, and where it was set.
   *
   * @param rest of the sentence, such as {@code " is 0: expected 1 or more"}
   */
  JobException fault(String key, String rest, Throwable cause) {
    return new JobException(named(key, key + rest), cause);
  }

  /**
   * Makes something of the settings, and adds to what is wrong where that was set: messages begin
   * with the key.
   */
  private <T> T named(Supplier<T> make) throws JobException {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      String key = message.substring(0, (message + " ").indexOf(' '));
      throw new JobException(named(key, message), e);
    }
  }

  private String named(String key, String message) {
    Setting setting = settings.get(key);
    return setting == null
        ? message
        : setting.origin().startsWith("-")
            ? setting.origin() + message.substring(key.length())
            : setting.origin() + ": " + message;
  }
}
