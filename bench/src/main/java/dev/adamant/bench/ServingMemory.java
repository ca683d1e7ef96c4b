package dev.adamant.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server holds, after its garbage was collected.
 *
 * @param regions how many are open
 * @param regionBytes in them
 * @param heapBytes of the Java heap
 * @param resident that the system has given the process
 */
record ServingMemory(long regions, long regionBytes, long heapBytes, ServingResident resident) {

  /** Of a server, now. */
  static ServingMemory of(ServingServer server) throws IOException, InterruptedException {
    server.collect();
    return new ServingMemory(
        (long) server.metric("adamant_regions"),
        (long) server.metric("adamant_region_bytes"),
        (long) server.metric("adamant_heap_bytes"),
        server.resident());
  }

  /** For JSON. */
  Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("regions", regions);
    object.put("regionBytes", regionBytes);
    object.put("heapBytes", heapBytes);
    object.put("residentHeapBytes", resident.heapBytes());
    object.put("residentOtherBytes", resident.otherBytes());
    return object;
  }
}
