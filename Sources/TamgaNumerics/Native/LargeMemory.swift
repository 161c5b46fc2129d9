internal import CNative

/// How a process that handles large columns takes memory from the system.
public enum LargeMemory {
  /// Lets blocks from a megabyte on go back to the system when they are freed.
  ///
  /// Otherwise the allocator keeps freed columns, and the peak is what was ever in use between them.
  /// Called once, at the start of a program.
  public static func returnLargeBlocks() { tamga_memory_return_large_blocks() }
}

extension Array where Element: BitwiseCopyable {
  /// As `init(repeating:count:)`, on large pages where there is much to hold.
  ///
  /// Large pages spare a program the price of meeting each small one for the first time.
  @inlinable
  package init(large value: Element, count: Int) {
    unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe preferLargePages(UnsafeMutableRawBufferPointer(buffer))
      unsafe buffer.initialize(repeating: value)
      initialized = count
    }
  }

  /// An array on large pages whose every element a function gives.
  @inlinable
  package init(largeCount count: Int, _ element: (Int) -> Element) {
    unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe preferLargePages(UnsafeMutableRawBufferPointer(buffer))
      for index in 0..<count { unsafe buffer.initializeElement(at: index, to: element(index)) }
      initialized = count
    }
  }
}

/// Asks for large pages for a block that was not written yet.
@usableFromInline
package func preferLargePages(_ block: UnsafeMutableRawBufferPointer) {
  if let base = block.baseAddress { unsafe tamga_memory_prefer_large_pages(base, block.count) }
}
