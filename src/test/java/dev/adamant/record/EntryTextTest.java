package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.adamant.certificate.verify.BrokenClaimException;
import dev.adamant.memory.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries are canonical text, read strictly. */
class EntryTextTest {

  private static final Instant TIME = Instant.ofEpochMilli(1_800_000_000_123L);
  private static final String KEY = Sha256.of(new byte[] {1});
  private static final byte[] SIGNATURE = {1, 2, 3};

  private static SignedEntry read(byte[] bytes) {
    return EntryText.read(
        new LedgerFile.Row(1, bytes, SIGNATURE, EntryText.hash(bytes, SIGNATURE)));
  }

  private static SignedEntry read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Statement statement) {
    return new String(EntryText.bytes(7, KEY, TIME, KEY, statement), StandardCharsets.UTF_8);
  }

  @Test
  void everyStatementIsReadAsItWasWritten() {
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      Statement statement = statement(random);
      byte[] bytes = EntryText.bytes(i + 1, KEY, TIME.plusMillis(i), KEY, statement);
      SignedEntry entry = read(bytes);

      assertThat(entry.statement()).isEqualTo(statement);
      assertThat(entry.sequence()).isEqualTo(i + 1);
      assertThat(entry.previous()).isEqualTo(KEY);
      assertThat(entry.author()).isEqualTo(KEY);
      assertThat(entry.time()).isEqualTo(TIME.plusMillis(i));
      assertThat(EntryText.bytes(i + 1, KEY, entry.time(), KEY, entry.statement()))
          .isEqualTo(bytes);
    }
  }

  private static Statement statement(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new TrustedKey(word(random), word(random));
      case 1 -> version(random);
      case 2 ->
          random.nextBoolean()
              ? new Revocation("a.b-c_1", 1 + random.nextInt(9), "", word(random))
              : new Revocation("", 0, digest(random), word(random));
      case 3 ->
          new Decision(
              random.nextBoolean() ? Decision.Action.ROTATED : Decision.Action.REFUSED,
              "m",
              random.nextInt(3),
              1 + random.nextInt(9),
              checks(random));
      default -> new Collection(List.of(new Collection.Name("m", 1), new Collection.Name("n", 3)));
    };
  }

  private static VersionRecord version(Random random) {
    return new VersionRecord(
        "digits",
        1 + random.nextInt(Integer.MAX_VALUE),
        digest(random),
        digest(random),
        perhapsDigest(random),
        perhapsDigest(random),
        perhapsDigest(random),
        perhapsDigest(random),
        perhapsDigest(random),
        "posit16",
        "bposit32",
        random.nextBoolean() ? "classification" : "regression",
        1 + random.nextInt(100),
        1 + random.nextInt(100),
        random.nextLong(Long.MAX_VALUE),
        new TreeMap<>(
            Map.of("testLoss", String.valueOf(random.nextGaussian()), "seed", "-12", "é\n", "0")),
        random.nextBoolean() ? "" : String.valueOf(Math.scalb(random.nextDouble(), -60)));
  }

  private static List<Decision.Check> checks(Random random) {
    List<Decision.Check> checks = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      checks.add(
          new Decision.Check(
              word(random),
              random.nextBoolean(),
              word(random),
              new TreeMap<>(Map.of(word(random), word(random)))));
    }
    return checks;
  }

  /** Text of all sorts of characters. */
  private static String word(Random random) {
    StringBuilder text = new StringBuilder("w");
    for (int i = random.nextInt(12); i > 0; i--) {
      int[] ranges = {random.nextInt(0x80), random.nextInt(0x800), 0x10000 + random.nextInt(999)};
      text.appendCodePoint(ranges[random.nextInt(3)]);
    }
    return text.toString();
  }

  private static String digest(Random random) {
    return Sha256.of(new byte[] {(byte) random.nextInt()});
  }

  private static String perhapsDigest(Random random) {
    return random.nextBoolean() ? "" : digest(random);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"time\"           | \"time\" | it is not in the canonical form",
        "\"kind\":\"version\" | \"kind\":\"other\" | unknown kind \"other\"",
        "\"sequence\":7      | \"sequence\":7,\"more\":1 | unknown key more",
        "\"sequence\":7      | \"sequence\":7,\"sequence\":7 | Duplicate",
        "\"sequence\":7      | \"sequence\":\"7\" | must be an integer",
        "\"sequence\":7      | \"sequence\":7.0 | must be an integer",
        "\"format\":\"adamant-ledger-1\" | \"format\":\"adamant-ledger-2\" | of format",
        "\"version\":3       | \"version\":0 | version is 0, must be 1 or more",
        "\"model\":\"digits\" | \"model\":\"../digits\" | the model is called \"../digits\"",
        "\"model\":\"digits\" | \"model\":\"Digits\" | the model is called",
        "\"task\":\"regression\" | \"task\":\"both\" | must be classification or regression",
        "\"task\":\"regression\" | \"task\":\" \" | task is empty",
        "\"inputs\":4        | \"inputs\":-4 | must be an integer from 0",
        "\"divergence\":\"0.25\" | \"divergence\":\"much\" | must be a decimal number",
        "\"seed\":\"12\"     | \"seed\":\"0x1\" | must be a decimal number",
        "\"parameters\":99   | \"parameters\":99,\"weights\":1 | unknown key weights",
      })
  void whateverIsNotPartOfItIsRefused(String part, String instead, String message) {
    String text =
        text(
            new VersionRecord(
                "digits",
                3,
                KEY,
                KEY,
                "",
                "",
                "",
                "",
                KEY,
                "posit16",
                "posit32",
                "regression",
                4,
                1,
                99,
                new TreeMap<>(Map.of("seed", "12")),
                "0.25"));
    assertThat(text).contains(part.strip());
    String changed = text.replace(part.strip(), instead.strip());
    // One case is blanks between the parts.
    String given = changed.equals(text) ? text.replace(",", ", ") : changed;

    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> read(given))
        .withMessageContaining(message);
  }

  @Test
  void textWithoutUtf8IsRefusedBeforeItIsSigned() {
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> text(new TrustedKey("half a pair: \ud800", "x")))
        .withMessageContaining("no sequence of Unicode characters");
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> text(new TrustedKey("x", "long".repeat(1 << 18))))
        .withMessageContaining("has more than 1048576 bytes");
  }

  @Test
  void deepTextIsRefused() {
    assertThatExceptionOfType(BrokenClaimException.class)
        .isThrownBy(() -> read("[".repeat(100_000)));
    assertThatExceptionOfType(BrokenClaimException.class).isThrownBy(() -> read(new byte[] {-1}));
  }
}
