internal import Foundation
internal import TamgaPresent

/// The shared strings of a workbook, packed into one array of UTF-8 bytes.
struct SharedStrings {
  /// The text of all strings, one after the other.
  fileprivate(set) var bytes: [UInt8] = []
  /// Where each string ends.
  fileprivate(set) var ends: [UInt32] = []
  /// The superscript characters of the strings that have some.
  fileprivate(set) var superscripts: [Int: String] = [:]

  var count: Int { ends.count }

  /// The bytes of a string; nil when there is no such string.
  func range(_ index: Int) -> Range<Int>? {
    guard index >= 0, index < ends.count else { return nil }
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// A string; nil when there is no such string.
  func text(_ index: Int) -> String? {
    range(index).map { unescaped(String(decoding: bytes[$0], as: UTF8.self)) }
  }
}

/// Collects the text of `si` and `is` elements: runs joined, phonetic hints skipped, superscript
/// runs remembered.
struct RichText {
  private(set) var bytes: [UInt8] = []
  private(set) var superscript: [UInt8] = []
  private var inText = false
  private var phoneticDepth = 0
  private var isRaised = false

  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    superscript.removeAll(keepingCapacity: true)
    inText = false
    phoneticDepth = 0
    isRaised = false
  }

  mutating func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if unsafe isName(name, "rPh") {
      phoneticDepth += 1
    } else if unsafe isName(name, "r") {
      isRaised = false
    } else if unsafe isName(name, "vertAlign") {
      isRaised = attributes["val"] == "superscript"
    } else if unsafe isName(name, "t") {
      inText = phoneticDepth == 0
    }
  }

  mutating func end(_ name: UnsafePointer<CChar>) {
    if unsafe isName(name, "rPh") {
      phoneticDepth -= 1
    } else if unsafe isName(name, "t") {
      inText = false
    } else if unsafe isName(name, "r") {
      isRaised = false
    }
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    guard inText else { return }
    unsafe bytes.append(contentsOf: piece)
    if isRaised { unsafe superscript.append(contentsOf: piece) }
  }
}

/// Reads `sharedStrings.xml`.
final class SharedStringsConsumer: XMLConsumer {
  private(set) var strings = SharedStrings()
  private var item = RichText()
  private var inItem = false

  override func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if inItem {
      unsafe item.begin(name, attributes)
    } else if unsafe isName(name, "si") {
      inItem = true
      item.reset()
    }
  }

  override func end(_ name: UnsafePointer<CChar>) {
    guard inItem else { return }
    guard unsafe isName(name, "si") else { return unsafe item.end(name) }
    inItem = false
    if !item.superscript.isEmpty {
      strings.superscripts[strings.count] = unescaped(
        String(decoding: item.superscript, as: UTF8.self))
    }
    strings.bytes.append(contentsOf: item.bytes)
    strings.ends.append(UInt32(clamping: strings.bytes.count))
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if inItem { unsafe item.text(bytes) }
  }
}

/// Text with its `_xHHHH_` escapes replaced by the characters they stand for.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(0x5f), text.contains("_x") else { return text }
  var units = Array(text.utf16)
  var position = 0
  while position + 7 <= units.count {
    if units[position] == 0x5f, units[position + 1] == 0x78, units[position + 6] == 0x5f,
      let unit = hexadecimal(units[(position + 2)..<(position + 6)])
    {
      units.replaceSubrange(position..<(position + 7), with: [unit])
    }
    position += 1
  }
  return String(decoding: units, as: UTF16.self)
}

private func hexadecimal(_ digits: ArraySlice<UInt16>) -> UInt16? {
  var value: UInt16 = 0
  for digit in digits {
    guard let scalar = Unicode.Scalar(digit), scalar.isASCII,
      let number = Character(scalar).hexDigitValue
    else { return nil }
    value = value << 4 | UInt16(number)
  }
  return value
}
