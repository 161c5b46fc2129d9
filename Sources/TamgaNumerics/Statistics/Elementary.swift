#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The elementary functions of the C library, for rooms that need one or two of them.
package enum Elementary {
  package static func logarithm(_ x: Double) -> Double { log(x) }
  package static func exponential(_ x: Double) -> Double { exp(x) }
  package static func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }
}
