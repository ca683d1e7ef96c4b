package dev.adamant.memory;

import dev.adamant.number.Format;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Elements of one type in a region: a shape, and a stride in elements for each dimension. Views
 * share the memory of what they are taken from. A tensor is a value that owns nothing: it lives as
 * long as its region. Indices and sizes count elements; an index out of its dimension throws {@link
 * IndexOutOfBoundsException} with the region's name.
 */
public final class Tensor {

  /** The most dimensions. */
  public static final int MAX_RANK = 8;

  private final Block block;
  private final DataType type;
  private final long offset;
  private final long[] shape;
  private final long[] strides;
  private final long count;

  private Tensor(Block block, DataType type, long offset, long[] shape, long[] strides) {
    this.block = block;
    this.type = type;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
    this.count = Shapes.count(shape);
  }

  /**
   * Row-major over the first bytes of a block.
   *
   * @throws MemoryException when the block is too short, a length is negative, there are too many
   *     dimensions, or the bytes are past 2^63
   */
  public static Tensor over(Block block, DataType type, long... shape) {
    long bytes = Shapes.byteSize(block.region(), type, shape);
    if (bytes > block.byteSize()) {
      throw new MemoryException(
          "a tensor "
              + type
              + Arrays.toString(shape)
              + " has "
              + bytes
              + " bytes, its block in the region "
              + block.region().name()
              + " only "
              + block.byteSize()
              + ": allocate a longer one");
    }
    return new Tensor(block, type, 0, shape.clone(), Shapes.rowMajor(shape));
  }

  /** The type of the elements. */
  public DataType type() {
    return type;
  }

  /** The format of the elements; null for IEEE floats. */
  public Format format() {
    return type.format();
  }

  /** How many dimensions there are. */
  public int rank() {
    return shape.length;
  }

  /** The length of dimension d; negative d counts from the last, which is −1. */
  public long size(int d) {
    return shape[dimension(d)];
  }

  /** The lengths of all dimensions, as a copy. */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The stride of dimension d in elements; negative d counts from the last, which is −1. It says
   * nothing where there are no two elements along d.
   */
  public long stride(int d) {
    return strides[dimension(d)];
  }

  /** The element of the block at which index 0, 0, … lies; says nothing of an empty tensor. */
  public long offset() {
    return offset;
  }

  /** How many elements there are. */
  public long count() {
    return count;
  }

  /** Bytes of the elements, were they contiguous. */
  public long byteSize() {
    return count * type.byteSize();
  }

  /** The memory below. */
  public Block block() {
    return block;
  }

  /** The owner of the memory. */
  public Region region() {
    return block.region();
  }

  /** Whether the elements lie one behind the other in row-major order. */
  public boolean isContiguous() {
    long expected = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] != 1 && strides[d] != expected) {
        return count == 0;
      }
      expected *= shape[d];
    }
    return true;
  }

  /** Whether the other tensor has the same lengths. */
  public boolean hasShapeOf(Tensor other) {
    return Arrays.equals(shape, other.shape);
  }

  /** The elements from (inclusive) to (exclusive) of dimension d. */
  public Tensor slice(int d, long from, long to) {
    return slice(d, from, to, 1);
  }

  /**
   * Every step-th element of dimension d, from (inclusive) to (exclusive); with a negative step the
   * same elements as with its magnitude, last first.
   */
  public Tensor slice(int d, long from, long to, long step) {
    int dim = dimension(d);
    if (from < 0 || to < from || to > shape[dim] || step == 0 || step == Long.MIN_VALUE) {
      throw new IndexOutOfBoundsException(
          this + " has no slice " + from + ".." + to + " by " + step + " of dimension " + d);
    }
    long[] newShape = shape.clone();
    newShape[dim] = Math.ceilDiv(to - from, Math.abs(step));
    if (newShape[dim] == 0) {
      return new Tensor(block, type, offset, newShape, strides);
    }
    long last = newShape[dim] - 1;
    long first = step > 0 ? from : from + last * -step;
    long[] newStrides = strides.clone();
    newStrides[dim] = last == 0 ? strides[dim] : strides[dim] * step;
    return new Tensor(block, type, offset + first * strides[dim], newShape, newStrides);
  }

  /** The elements at the index of dimension d, which goes. */
  public Tensor select(int d, long index) {
    int dim = dimension(d);
    checkIndex(dim, index);
    long[] newShape = Shapes.without(shape, dim);
    return new Tensor(
        block, type, offset + index * strides[dim], newShape, Shapes.without(strides, dim));
  }

  /** Two dimensions exchanged. */
  public Tensor transpose(int d, int e) {
    int a = dimension(d);
    int b = dimension(e);
    long[] newShape = shape.clone();
    long[] newStrides = strides.clone();
    newShape[a] = shape[b];
    newShape[b] = shape[a];
    newStrides[a] = strides[b];
    newStrides[b] = strides[a];
    return new Tensor(block, type, offset, newShape, newStrides);
  }

  /**
   * One dimension as several, of which the last goes through neighbours.
   *
   * @param lengths at least one; their product is the length of dimension d
   * @throws IllegalArgumentException when it is another
   */
  public Tensor split(int d, long... lengths) {
    int dim = dimension(d);
    long product = 1;
    for (long length : lengths) {
      product = Math.multiplyExact(product, length);
    }
    if (lengths.length == 0 || product != shape[dim]) {
      throw new IllegalArgumentException(
          this + " has no dimension " + d + " of the lengths " + Arrays.toString(lengths));
    }
    int more = lengths.length - 1;
    long[] newShape = new long[shape.length + more];
    long[] newStrides = new long[shape.length + more];
    System.arraycopy(shape, 0, newShape, 0, dim);
    System.arraycopy(strides, 0, newStrides, 0, dim);
    System.arraycopy(shape, dim + 1, newShape, dim + 1 + more, shape.length - dim - 1);
    System.arraycopy(strides, dim + 1, newStrides, dim + 1 + more, shape.length - dim - 1);
    long stride = strides[dim];
    for (int i = more; i >= 0; i--) {
      newShape[dim + i] = lengths[i];
      newStrides[dim + i] = stride;
      stride *= lengths[i];
    }
    return new Tensor(block, type, offset, newShape, newStrides);
  }

  /**
   * The same elements in another shape.
   *
   * @throws IllegalArgumentException when the counts differ or the elements are not contiguous
   * @throws MemoryException when a length is negative or there are too many dimensions
   */
  public Tensor reshape(long... newShape) {
    long bytes = Shapes.byteSize(region(), type, newShape);
    if (bytes != byteSize() || !isContiguous()) {
      throw new IllegalArgumentException(
          this
              + " cannot take the shape "
              + Arrays.toString(newShape)
              + (isContiguous()
                  ? ": the counts of elements differ"
                  : ": it is not contiguous; convert it into another tensor first"));
    }
    return new Tensor(block, type, offset, newShape.clone(), Shapes.rowMajor(newShape));
  }

  /**
   * Broadcast: dimensions of length 1 repeat to the new length, and new dimensions come in front.
   *
   * @throws IllegalArgumentException when a length other than 1 would change, there are too many
   *     dimensions, or as many elements as these would have 2^63 bytes
   */
  public Tensor expand(long... newShape) {
    int more = newShape.length - shape.length;
    long[] newStrides = new long[newShape.length];
    boolean fits = more >= 0 && Shapes.isAddressable(type, newShape);
    for (int d = 0; fits && d < newShape.length; d++) {
      if (d >= more && newShape[d] == shape[d - more]) {
        newStrides[d] = strides[d - more];
      } else {
        fits = d < more || shape[d - more] == 1;
      }
    }
    if (!fits) {
      throw new IllegalArgumentException(
          this + " does not repeat to the shape " + Arrays.toString(newShape));
    }
    return new Tensor(block, type, offset, newShape.clone(), newStrides);
  }

  /**
   * The same type, shape and strides over another block, such as one with a copy of what this is
   * taken from, or of a piece of it.
   *
   * @param shift by how many elements it lies further from the block's beginning than it does here
   * @throws MemoryException when an element would lie outside of the block
   */
  public Tensor over(Block other, long shift) {
    long first = offset;
    long last = offset;
    for (int d = 0; d < shape.length; d++) {
      long far = strides[d] * (shape[d] - 1);
      first += Math.min(far, 0);
      last += Math.max(far, 0);
    }
    long room = other.byteSize() / type.byteSize();
    if (count > 0 && (shift < -first || shift >= room - last)) {
      throw new MemoryException(
          this
              + " lies in the elements "
              + first
              + " to "
              + last
              + " of its block: moved by "
              + shift
              + " it does not fit the "
              + room
              + " of a block in the region "
              + other.region().name());
    }
    return new Tensor(other, type, count == 0 ? 0 : offset + shift, shape, strides);
  }

  /**
   * The bytes of the elements.
   *
   * @throws MemoryException when the region is closed or not the host's
   * @throws IllegalArgumentException when the elements are not contiguous
   */
  public MemorySegment segment() {
    if (!isContiguous()) {
      throw new IllegalArgumentException(
          this + " is not contiguous: convert it into another tensor first");
    }
    long from = count == 0 ? 0 : offset * type.byteSize();
    return block.segment().asSlice(from, byteSize());
  }

  /**
   * The element as a pattern, sign-extended; of a float, its IEEE pattern.
   *
   * @throws MemoryException when the region is closed or not the host's
   * @throws IllegalArgumentException when the elements are quires
   */
  public long get(long... index) {
    int bytes = scalarBytes();
    try {
      return Scalars.pattern(type, Elements.get(block.segment(), bytes, position(index)));
    } catch (IllegalStateException e) {
      region().checkOpen(); // The other thread that closed it came between.
      throw e;
    }
  }

  /**
   * Writes an element, given as {@link #get} gives it; bits above the pattern are not read.
   *
   * @throws MemoryException when the region is closed or not the host's
   * @throws IllegalArgumentException when the elements are quires
   */
  public void set(long pattern, long... index) {
    int bytes = scalarBytes();
    try {
      Elements.set(block.segment(), bytes, position(index), Scalars.pattern(type, pattern));
    } catch (IllegalStateException e) {
      region().checkOpen();
      throw e;
    }
  }

  /**
   * Writes all elements, row-major, each rounded once.
   *
   * @throws IllegalArgumentException when there are not as many values as elements, or these are
   *     quires
   * @throws MemoryException when the region is closed or not the host's
   */
  public void fill(double... values) {
    if (values.length != count) {
      throw new IllegalArgumentException(values.length + " values for the elements of " + this);
    }
    int bytes = scalarBytes();
    region().retain();
    try {
      MemorySegment segment = block.segment();
      Positions positions = positions();
      for (double value : values) {
        Elements.set(segment, bytes, positions.next(), Scalars.encode(type, value));
      }
    } finally {
      region().release();
    }
  }

  /**
   * All elements, row-major; NaR becomes NaN.
   *
   * @throws IllegalStateException when there are more than an array holds
   * @throws IllegalArgumentException when the elements are quires
   * @throws MemoryException when the region is closed or not the host's
   */
  public double[] toDoubles() {
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(this + " is too long for an array: take slices");
    }
    int bytes = scalarBytes();
    region().retain();
    try {
      double[] values = new double[(int) count];
      MemorySegment segment = block.segment();
      Positions positions = positions();
      for (int i = 0; i < values.length; i++) {
        long element = Elements.get(segment, bytes, positions.next());
        values[i] = Scalars.decode(type, Scalars.pattern(type, element));
      }
      return values;
    } finally {
      region().release();
    }
  }

  /** Walks over the places of the elements in the block, row-major. */
  public Positions positions() {
    return new Positions(offset, shape, strides);
  }

  /**
   * Whether some element of the two lies in the same bytes. That is exact for rows, columns, blocks
   * and every k-th element of one contiguous tensor; where it would take long to find out, as with
   * views of very different steps, the answer is yes.
   */
  public boolean overlaps(Tensor other) {
    return block == other.block && count > 0 && other.count > 0 && Overlap.of(this, other);
  }

  /** Whether both have the same elements in the same places. */
  public boolean isSameAs(Tensor other) {
    if (block != other.block || !type.equals(other.type) || !hasShapeOf(other)) {
      return false;
    }
    boolean same = offset == other.offset;
    for (int d = 0; d < shape.length; d++) {
      same &= shape[d] == 1 || strides[d] == other.strides[d];
    }
    return same || count == 0;
  }

  /** {@code posit32[3, 4] in the region NAME}. */
  @Override
  public String toString() {
    return type + Arrays.toString(shape) + " in the region " + region().name();
  }

  private int scalarBytes() {
    if (type.kind() == DataType.Kind.QUIRE) {
      throw new IllegalArgumentException(
          this + " has quires, which are not numbers: convert them first");
    }
    return type.byteSize();
  }

  private long position(long[] index) {
    if (index.length != shape.length) {
      throw new IndexOutOfBoundsException(
          this + " has no index " + Arrays.toString(index) + ": one number for each dimension");
    }
    long at = offset;
    for (int d = 0; d < shape.length; d++) {
      checkIndex(d, index[d]);
      at += index[d] * strides[d];
    }
    return at;
  }

  private void checkIndex(int d, long index) {
    if (index < 0 || index >= shape[d]) {
      throw new IndexOutOfBoundsException(this + " has no index " + index + " of dimension " + d);
    }
  }

  private int dimension(int d) {
    int dim = d < 0 ? d + shape.length : d;
    if (dim < 0 || dim >= shape.length) {
      throw new IndexOutOfBoundsException(this + " has no dimension " + d);
    }
    return dim;
  }
}
