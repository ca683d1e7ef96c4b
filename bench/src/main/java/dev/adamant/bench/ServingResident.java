package dev.adamant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that the system has given a process of Java, in two parts: how much of the heap has been
 * touched depends on when its collector last gave some back, the rest on what the process holds.
 *
 * @param heapBytes in the range of addresses of the Java heap
 * @param otherBytes elsewhere: code, classes, threads, regions, what C libraries allocate
 */
record ServingResident(long heapBytes, long otherBytes) {

  private static final Pattern HEAP =
      Pattern.compile("\\[0x([0-9a-f]+), (?:0x[0-9a-f]+, )*0x([0-9a-f]+)\\)");
  private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ [-rwxsp]{4} .*");
  private static final Pattern RESIDENT = Pattern.compile("Rss: +([0-9]+) kB");

  /**
   * Of a process, now.
   *
   * @throws IOException when the system or the process does not say
   */
  static ServingResident of(long pid) throws IOException, InterruptedException {
    long from = Long.MAX_VALUE;
    long end = 0;
    Matcher heap = HEAP.matcher(jcmd(pid, "GC.heap_info"));
    while (heap.find()) {
      from = Math.min(from, Long.parseUnsignedLong(heap.group(1), 16));
      end = Math.max(end, Long.parseUnsignedLong(heap.group(2), 16));
    }
    if (end == 0) {
      throw new IOException("the server does not say where its heap is");
    }
    boolean isHeap = false;
    long[] kibibytes = new long[2];
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
      Matcher mapping = MAPPING.matcher(line);
      Matcher resident = RESIDENT.matcher(line);
      if (mapping.matches()) {
        long address = Long.parseUnsignedLong(mapping.group(1), 16);
        isHeap = Long.compareUnsigned(address, from) >= 0 && Long.compareUnsigned(address, end) < 0;
      } else if (resident.matches()) {
        kibibytes[isHeap ? 0 : 1] += Long.parseLong(resident.group(1));
      }
    }
    return new ServingResident(1024 * kibibytes[0], 1024 * kibibytes[1]);
  }

  /** What a process of Java answers to a command of {@code jcmd}. */
  static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return ServingProgram.execute(List.of(jcmd.toString(), Long.toString(pid), command));
  }
}
