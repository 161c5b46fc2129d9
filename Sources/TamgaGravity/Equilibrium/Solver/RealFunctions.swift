#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The elementary functions that equilibria and border quantities need.
enum RealFunctions {
  /// e^x.
  @inline(__always) static func exp(_ x: Double) -> Double { platformExp(x) }
  /// log x.
  @inline(__always) static func log(_ x: Double) -> Double { platformLog(x) }
  /// e^x - 1.
  @inline(__always) static func expm1(_ x: Double) -> Double { platformExpm1(x) }
  /// log(1 + x).
  @inline(__always) static func log1p(_ x: Double) -> Double { platformLog1p(x) }
  /// x^y.
  @inline(__always) static func pow(_ x: Double, _ y: Double) -> Double { platformPow(x, y) }
}

private func platformExp(_ x: Double) -> Double { exp(x) }
private func platformLog(_ x: Double) -> Double { log(x) }
private func platformExpm1(_ x: Double) -> Double { expm1(x) }
private func platformLog1p(_ x: Double) -> Double { log1p(x) }
private func platformPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
