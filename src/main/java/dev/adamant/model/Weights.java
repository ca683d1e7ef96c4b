package dev.adamant.model;

import dev.adamant.memory.Block;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of layers in a region, in the type that they are stored in, and copies in the type
 * that is computed in where that is another: of two layers at a time, made when a pass needs them.
 */
public final class Weights {

  /** Copies that exist at the same time. */
  public static final int SLOTS = 2;

  private final List<Layer> layers;
  private final List<List<Tensor>> stored = new ArrayList<>();
  private final DataType computeType;
  private final List<List<Block>> copies = new ArrayList<>();

  /**
   * Lays the parameters in the region; their values are whatever the region's memory has.
   *
   * @param storageType what they are stored in
   * @param computeType what layers compute in
   */
  public Weights(Region region, List<Layer> layers, DataType storageType, DataType computeType) {
    this.layers = List.copyOf(layers);
    this.computeType = computeType;
    for (Layer layer : layers) {
      stored.add(
          layer.parameters().stream()
              .map(p -> region.tensor(storageType, p.dimensions()))
              .toList());
    }
    if (!storageType.equals(computeType)) {
      for (int slot = 0; slot < SLOTS; slot++) {
        copies.add(blocks(region));
      }
    }
  }

  /** For each parameter that a layer may have, a block that holds the longest. */
  private List<Block> blocks(Region region) {
    List<Long> counts = new ArrayList<>();
    for (Layer layer : layers) {
      for (int p = 0; p < layer.parameters().size(); p++) {
        long count = layer.parameters().get(p).count();
        if (p == counts.size()) {
          counts.add(count);
        }
        counts.set(p, Math.max(count, counts.get(p)));
      }
    }
    return counts.stream().map(c -> region.allocate(c * computeType.byteSize())).toList();
  }

  /** Bytes of a region that holds the parameters of layers in a type, and nothing else. */
  public static long bytes(List<Layer> layers, DataType type) {
    return 1
        + layers.stream()
            .flatMap(layer -> layer.parameters().stream())
            .mapToLong(p -> p.count() * type.byteSize() + Region.ALIGNMENT)
            .sum();
  }

  /** Whose parameters they are. */
  public List<Layer> layers() {
    return layers;
  }

  /** As they are stored. */
  public List<Tensor> stored(int layer) {
    return stored.get(layer);
  }

  /**
   * What a layer computes with: the stored tensors, or copies that the pass makes now and that last
   * until the slot is used again.
   *
   * @param slot 0 or 1
   */
  public List<Tensor> load(Pass pass, int layer, int slot) {
    List<Tensor> tensors = stored.get(layer);
    if (tensors.isEmpty() || tensors.getFirst().type().equals(computeType)) {
      return tensors;
    }
    List<Tensor> loaded = new ArrayList<>();
    for (int p = 0; p < tensors.size(); p++) {
      Tensor copy = Tensor.over(copies.get(slot).get(p), computeType, tensors.get(p).shape());
      pass.add(new Work.Convert(copy, tensors.get(p)));
      loaded.add(copy);
    }
    return loaded;
  }
}
