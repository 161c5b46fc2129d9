/// Numbers at a fixed place that C kernels and several threads read and write.
///
/// The subscript is checked; `base` is for kernels only, which get ranges that were checked before.
/// Threads write disjoint parts.
@safe
package final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Element>
  /// How many elements are in use.
  package private(set) var count: Int

  package init(repeating value: Element, count: Int) {
    self.count = count
    unsafe base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    unsafe base.initialize(repeating: value, count: max(count, 1))
  }

  deinit { unsafe base.deallocate() }

  package subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count, "index outside the buffer")
      return unsafe base[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < count, "index outside the buffer")
      unsafe base[index] = newValue
    }
  }

  /// Sets every element.
  package func fill(_ value: Element) { unsafe base.update(repeating: value, count: count) }

  /// Gives up the elements from `newCount` on.
  package func shorten(to newCount: Int) { count = min(count, max(0, newCount)) }

  /// A copy as an array.
  package var array: [Element] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }
}
