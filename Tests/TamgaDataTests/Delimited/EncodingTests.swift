import TestSupport
import Testing

@testable import TamgaData

@Suite("Proof of encodings") struct EncodingTests {
  static let russian = "страна;показатель\nКыргызстан;внешняя торговля товарами\nКазахстан;импорт\n"

  /// Encodes with a table, independently of the decoder.
  static func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    case .latin1: return text.unicodeScalars.map { UInt8($0.value) }
    case .windows1251:
      return text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x0410...0x044F: UInt8(scalar.value - 0x0410 + 0xC0)
        case 0x0401: 0xA8
        case 0x0451: 0xB8
        default: UInt8(scalar.value)
        }
      }
    case .koi8r:
      // The letters stand where their Latin transliteration stands, plus the top bit.
      let lower = Array("юабцдефгхийклмнопярстужвьызшэщчъ".unicodeScalars)
      return text.unicodeScalars.map { scalar in
        if let place = lower.firstIndex(of: scalar) { return UInt8(0xC0 + place) }
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        if small != scalar, let place = lower.firstIndex(of: small) { return UInt8(0xE0 + place) }
        return UInt8(scalar.value)
      }
    }
  }

  @Test("Russian text proves its encoding", arguments: TextEncoding.allCases)
  func russian(encoding: TextEncoding) {
    guard encoding != .latin1 else { return }
    let bytes = Self.bytes(Self.russian, encoding)
    #expect(EncodingProof.judge(bytes) == .proven(encoding, text: Array(Self.russian.utf8)))
  }

  @Test("a byte order mark proves, and is no part of the text")
  func marks() {
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
      let bytes = encoding.mark + Self.bytes("код,ёж\n1,2\n", encoding)
      #expect(EncodingProof.judge(bytes) == .proven(encoding, text: Array("код,ёж\n1,2\n".utf8)))
    }
  }

  @Test("Western names prove Latin-1")
  func western() {
    let text = "country;value\nCôte d'Ivoire;1\nRéunion;2\nSão Tomé;3\n"
    let verdict = EncodingProof.judge(Self.bytes(text, .latin1))
    #expect(verdict == .proven(.latin1, text: Array(text.utf8)))
  }

  @Test(
    "capitals only and small letters only are told apart by letter statistics",
    arguments: [TextEncoding.windows1251, .koi8r])
  func oneCase(encoding: TextEncoding) {
    for text in [Self.russian.lowercased(), Self.russian.uppercased()] {
      let verdict = EncodingProof.judge(Self.bytes(text, encoding))
      #expect(verdict == .proven(encoding, text: Array(text.utf8)))
    }
  }

  @Test("a few letters prove nothing")
  func tooFew() {
    #expect(EncodingProof.judge(Self.bytes("a;б\n1;2\n", .windows1251)) == .open([]))
  }

  @Test("Kazakh in its own code page is not taken for Windows-1251")
  func kazakhCodePage() {
    var bytes = Self.bytes(Self.russian, .windows1251)
    // Қазақстан with the letters that KZ-1048 puts at 8D and 9D.
    bytes += [0x8D, 0xE0, 0xE7, 0xE0, 0x9D, 0xF1, 0xF2, 0xE0, 0xED, 0x3B, 0x31, 0x0A]
    #expect(EncodingProof.judge(bytes) == .open([]))
  }

  @Test("no-break spaces read the same in every candidate do not block")
  func sameText() {
    let bytes = Array("value\n1".utf8) + [0xA0] + Array("234\n".utf8)
    #expect(
      EncodingProof.judge(bytes)
        == .proven(.windows1251, text: Array("value\n1\u{A0}234\n".utf8)))
  }

  @Test("text encoded twice and binary bytes are refused")
  func refused() {
    #expect(EncodingProof.judge(Array("caf\u{C3}\u{89}e \u{85}".utf8)) == .open([.utf8]))
    #expect(
      EncodingProof.judge([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == .binary(offset: 6))
    #expect(EncodingProof.judge([0x41, 0x00, 0x00, 0x00, 0x42]) == .binary(offset: 1))
    #expect(EncodingProof.judge([0xEF, 0xBB, 0xBF, 0xFF]) == .open([]))
  }

  @Test(
    "the strict decoder of UTF-8 agrees with the standard library",
    arguments: UInt64(0)..<40)
  func strictness(seed: UInt64) {
    let alphabet: [UInt8] = [
      0x41, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0, 0xC0, 0xF5, 0xFF,
      0xD0, 0xB6,
    ]
    var random = SplitMix(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<6).map { _ in random.pick(alphabet) }
      let decoded = try? TextDecoder.decode(bytes, as: .utf8)
      let text = String(validating: bytes, as: UTF8.self)
      let hasControl = text?.unicodeScalars.contains { TextDecoder.isControl($0.value) } ?? false
      #expect((decoded != nil) == (text != nil && !hasControl))
    }
  }
}

extension SplitMix {
  /// One of some values.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
