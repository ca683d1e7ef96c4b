package dev.adamant.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small files in the layout of DE405, in which bodies move as cubic polynomials. */
final class EphemerisBytes {

  static final double BEGIN = 32;
  static final int RECORDS = 3;
  static final double AU = 1000;

  /** First coefficient, terms and parts by body. */
  private static final int[][] LAYOUT = {
    {753, 11, 2}, {3, 14, 4}, {171, 10, 2}, {231, 13, 2}, {309, 11, 1},
    {342, 8, 1}, {366, 7, 1}, {387, 6, 1}, {405, 6, 1}, {423, 6, 1}
  };

  private EphemerisBytes() {}

  /** Coefficients of the powers of the days since {@link #BEGIN}, in au. */
  static double[] polynomial(int body, int axis) {
    double[][] axes = {
      {body, 0.002 * (body + 1), -1e-5 * body, 1e-8 * (body + 2)},
      {-2 * body - 1, 0.001, 2e-5, -1e-7},
      {0.5, -0.003 * body, 1e-5 * body, 0}
    };
    return axes[axis];
  }

  /** The n-th derivative of the polynomial. */
  static double derivative(int body, int axis, double days, int n) {
    double[] p = polynomial(body, axis);
    double sum = 0;
    for (int k = 3; k >= n; k--) {
      double factor = p[k];
      for (int i = 0; i < n; i++) {
        factor *= k - i;
      }
      sum = sum * days + factor;
    }
    return sum;
  }

  static double gm(int body) {
    return body == 0 ? 2.9e-4 : 1e-9 * body;
  }

  /** The series. */
  static byte[] series() {
    ByteBuffer out = ByteBuffer.allocate(16 + 8160 * RECORDS - 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int record = 0; record < RECORDS; record++) {
      int at = 16 + 8160 * record;
      out.putInt(at, 1).putInt(at + 4, 1).putInt(at + 8, 1018);
      for (int body = 0; body < LAYOUT.length; body++) {
        int[] layout = LAYOUT[body];
        for (int block = 0; block < 3 * layout[2]; block++) {
          double half = 16.0 / layout[2];
          double middle = 32 * record + half * (2 * (block / 3) + 1);
          double[] terms = terms(polynomial(body, block % 3), middle, half);
          for (int k = 0; k < 4; k++) {
            // The layout counts from 1 and two dates, which the file leaves out.
            int index = layout[0] - 3 + block * layout[1] + k;
            out.putDouble(at + 12 + 8 * index, AU * terms[k]);
          }
        }
      }
    }
    return out.array();
  }

  /** The Chebyshev coefficients of the polynomial of middle + half u. */
  private static double[] terms(double[] p, double middle, double half) {
    double linear = half * (p[1] + middle * (2 * p[2] + 3 * p[3] * middle));
    double square = half * half * (p[2] + 3 * p[3] * middle);
    double cube = half * half * half * p[3];
    return new double[] {
      p[0] + middle * (p[1] + middle * (p[2] + middle * p[3])) + square / 2,
      linear + 0.75 * cube,
      square / 2,
      cube / 4
    };
  }

  /** The keywords, but for one of them. */
  static byte[] table(String without) throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("VS_TYPE", "small");
    entries.put("MJD0", BEGIN - 32);
    entries.put("AU", AU);
    String[] names = {"GMS", "GM1", "GM2", "GMB", "GM4", "GM5", "GM6", "GM7", "GM8", "GM9"};
    for (int body = 0; body < names.length; body++) {
      entries.put(names[body], gm(body));
    }
    entries.remove(without);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(7);
    text(out, "TableRecord");
    text(out, "RecordDesc");
    out.writeInt(2);
    out.writeInt(entries.size());
    for (Map.Entry<String, Object> entry : entries.entrySet()) {
      text(out, entry.getKey());
      out.writeInt(entry.getValue() instanceof String ? 11 : 8);
      text(out, "");
    }
    out.writeInt(1);
    for (Object value : entries.values()) {
      if (value instanceof Double number) {
        out.writeDouble(number);
      } else {
        text(out, value.toString());
      }
    }
    text(out, "more");
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
