internal import TamgaNumerics

/// Numbers at a fixed place that C kernels and several threads read and write.
///
/// The subscript is checked against the room there is; `base` is for kernels only, which get ranges
/// that were checked before. Threads write disjoint parts.
@safe
package final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Element>
  private let capacity: Int
  /// How many elements are in use.
  package private(set) var count: Int

  package init(repeating value: Element, count: Int) {
    self.count = count
    capacity = count
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    unsafe preferLargePages(base, count)
    unsafe base.initialize(repeating: value, count: max(count, 1))
  }

  /// Room whose every element the function sets before it is read.
  init(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
    self.count = count
    capacity = count
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    unsafe preferLargePages(base, count)
    unsafe fill(base)
  }

  deinit { unsafe base.deallocate() }

  package subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < capacity, "index outside the buffer")
      return unsafe base[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < capacity, "index outside the buffer")
      unsafe base[index] = newValue
    }
  }

  /// Sets every element.
  package func fill(_ value: Element) { unsafe base.update(repeating: value, count: count) }

  /// Gives up the elements from `newCount` on.
  package func shorten(to newCount: Int) { count = min(count, max(0, newCount)) }

  /// A copy as an array.
  package var array: [Element] { Array(largeCount: count) { unsafe base[$0] } }
}

private func preferLargePages<Element: BitwiseCopyable>(
  _ base: UnsafeMutablePointer<Element>, _ count: Int
) {
  unsafe TamgaNumerics.preferLargePages(
    UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: base, count: count)))
}
