package dev.adamant.cli;

import dev.adamant.data.CsvRows;
import dev.adamant.train.Prediction;
import dev.adamant.train.Predictor;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers rows in order, as many at a time as are there: all answers are handed out before more
 * rows are waited for.
 */
final class PredictionSession {

  private final Predictor predictor;
  private final PredictionForm form;
  private final PrintWriter out;
  private final List<double[]> waiting = new ArrayList<>();

  /** With a model that stays the caller's, and a writer that does. */
  PredictionSession(Predictor predictor, PredictionForm form, PrintWriter out) {
    this.predictor = predictor;
    this.form = form;
    this.out = out;
  }

  /** What is done before waiting. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  /** Calls back before it waits. */
  private static final class PatientReader extends FilterReader {

    private final Action beforeWaiting;

    PatientReader(Reader in, Action beforeWaiting) {
      super(in);
      this.beforeWaiting = beforeWaiting;
    }

    @Override
    public int read(char[] buffer, int from, int count) throws IOException {
      if (!ready()) {
        beforeWaiting.run();
      }
      return super.read(buffer, from, count);
    }
  }

  /**
   * Answers every row up to the first malformed one; those before it are answered.
   *
   * @throws dev.adamant.data.DataException naming the malformed row
   */
  void run(InputStream in) throws IOException {
    Reader text =
        new PatientReader(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())),
            this::answer);
    int width = predictor.description().network().inputs();
    CsvRows rows = new CsvRows("standard input", text, width);
    try {
      double[] row = new double[width];
      while (rows.read(row)) {
        waiting.add(row.clone());
        if (waiting.size() == predictor.batch()) {
          answer();
        }
      }
    } finally {
      answer();
    }
  }

  private void answer() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    for (Prediction prediction : predictor.predict(waiting)) {
      out.println(form.line(prediction));
    }
    waiting.clear();
    if (out.checkError()) {
      throw new IOException("the answers cannot be written");
    }
  }
}
