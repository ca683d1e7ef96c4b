package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.DataException;
import dev.adamant.data.DataUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Which exit status a failure has. */
class FailuresTest {

  @Command(name = "fails")
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  private final StringWriter err = new StringWriter();

  private int status(Exception failure) {
    return new CommandLine(new Failing(failure))
        .setExecutionExceptionHandler(new Failures())
        .setErr(new PrintWriter(err))
        .execute();
  }

  @Test
  void dataThatCannotBeHadIsNoMalformedInput() {
    assertThat(status(new DataUnavailableException("toys: no network"))).isEqualTo(1);
    assertThat(err).hasToString("fails: toys: no network" + System.lineSeparator());
  }

  @Test
  void dataThatIsNotAsItShouldBeIs() {
    assertThat(status(new DataException("toys.csv: row 4 is short"))).isEqualTo(2);
  }
}
