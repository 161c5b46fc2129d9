import TamgaData
import TestSupport
import Testing

@Suite("Packed bytes") struct ZlibStreamTests {
  @Test("what is packed unpacks to the same bytes, in the format browsers know", arguments: 0..<20)
  func roundTrip(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let bytes = (0..<(seed * 977)).map { _ in UInt8.random(in: 97...100, using: &random) }
    let packed = try #require(zlibPacked(bytes))
    #expect(zlibUnpacked(packed, count: bytes.count) == bytes)
    // RFC 1950: method 8, a window of 32 KiB, and a header that 31 divides.
    #expect(packed[0] == 0x78 && (Int(packed[0]) * 256 + Int(packed[1])) % 31 == 0)
    #expect(bytes.count < 2000 || packed.count < bytes.count / 2)
  }
}
