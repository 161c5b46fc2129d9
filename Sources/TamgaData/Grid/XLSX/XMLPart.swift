internal import CExpat
internal import Foundation
internal import TamgaPresent

/// What a reader of one XML part of a workbook does at each tag and text.
///
/// A base class, since the parser calls it some ten million times a second: a table look-up instead
/// of a generic witness. Names come without their namespace prefix, so that strict and transitional
/// workbooks, and writers that prefix every element, read alike. Safe because the parser is set only
/// while ``XMLPart/read(_:)`` runs, which outlives every use.
@safe class XMLConsumer {
  /// Why reading stops; set by ``stop(_:)``.
  fileprivate(set) var failure: (any Error)?
  fileprivate var parser: XML_Parser?
  fileprivate var depth = 0
  fileprivate var depthLimit = 64

  /// An element begins.
  func begin(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {}

  /// An element ends.
  func end(_ name: UnsafePointer<CChar>) {}

  /// A piece of text, in UTF-8.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// Ends the reading with an error.
  final func stop(_ error: any Error) {
    guard failure == nil else { return }
    failure = error
    if let parser = unsafe parser { _ = unsafe XML_StopParser(parser, XML_Bool(XML_FALSE)) }
  }

  /// The line being read, from 1.
  final var line: Int {
    guard let parser = unsafe parser else { return 0 }
    return Int(unsafe XML_GetCurrentLineNumber(parser))
  }
}

/// The attributes of the element just begun.
///
/// Safe while it stays within the call that receives it: expat owns the list until then.
@safe struct XMLAttributes {
  fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The text of an attribute by its name without prefix; nil when absent.
  subscript(name: StaticString) -> String? {
    var found: String?
    unsafe visit { key, value in
      if unsafe isName(localName(key), name) { found = unsafe String(cString: value) }
    }
    return found
  }

  /// Calls a function for every attribute.
  @inline(__always)
  func visit(_ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void) {
    // Expat gives name, value, name, value … and a null pointer at the end.
    guard var next = unsafe list else { return }
    while let key = unsafe next.pointee, let value = unsafe next.advanced(by: 1).pointee {
      unsafe body(key, value)
      unsafe next = next.advanced(by: 2)
    }
  }
}

/// A name without its prefix.
@inline(__always)
func localName(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
  var cursor = unsafe name
  // The name ends with a zero, so the walk stays inside it.
  while unsafe cursor.pointee != 0 {
    if unsafe cursor.pointee == 0x3a { return unsafe cursor.advanced(by: 1) }
    unsafe cursor = cursor.advanced(by: 1)
  }
  return unsafe name
}

/// Whether a name from the parser is the given one.
@inline(__always)
func isName(_ name: UnsafePointer<CChar>, _ wanted: StaticString) -> Bool {
  // A static string and expat's names both end with a zero.
  unsafe strcmp(name, UnsafeRawPointer(wanted.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
}

/// One XML part of a workbook, streamed from its archive through expat.
struct XMLPart {
  let archive: ZipArchive
  let name: String

  /// Reads the part from start to end.
  ///
  /// - Throws: `T111` when it is not well-formed or nests too deeply, `T112` when it declares a
  ///   document type, what the consumer stopped with, or the archive's errors.
  func read(_ consumer: XMLConsumer) throws {
    let entry = try archive.open(name)
    guard let parser = unsafe XML_ParserCreate(nil) else { throw damaged("expat cannot start", 0) }
    defer { unsafe XML_ParserFree(parser) }
    unsafe consumer.parser = parser
    defer { unsafe consumer.parser = nil }
    consumer.depthLimit = archive.limits.depth
    unsafe connect(parser, consumer)
    let chunk: Int32 = 64 << 10
    while true {
      // The buffer belongs to the parser until the next call of XML_ParseBuffer.
      guard let target = unsafe XML_GetBuffer(parser, chunk) else {
        throw damaged("expat is out of memory", consumer.line)
      }
      let count = unsafe try entry.read(
        into: UnsafeMutableRawBufferPointer(start: target, count: Int(chunk)))
      let status = unsafe XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
      if consumer.failure is DocumentTypeError {
        throw ContainerError.documentType(archive.file.path, part: name)
      }
      if consumer.failure is DepthError { throw damaged("nested too deeply", consumer.line) }
      if let failure = consumer.failure { throw failure }
      guard status == XML_STATUS_OK else {
        let words = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map {
          unsafe String(cString: $0)
        }
        throw damaged(words ?? "not well-formed", consumer.line)
      }
      if count == 0 { return }
    }
  }

  /// Connects the parser's callbacks; the consumer outlives the parser, so no retain is needed.
  private func connect(_ parser: XML_Parser, _ consumer: XMLConsumer) {
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(consumer).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name = unsafe name else { return }
        unsafe withConsumer(data) { consumer in
          consumer.depth += 1
          if consumer.depth > consumer.depthLimit { return consumer.stop(DepthError()) }
          unsafe consumer.begin(localName(name), XMLAttributes(list: attributes))
        }
      },
      { data, name in
        guard let name = unsafe name else { return }
        unsafe withConsumer(data) { consumer in
          consumer.depth -= 1
          unsafe consumer.end(localName(name))
        }
      })
    unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
      let bytes = unsafe UnsafeRawPointer(text)?.assumingMemoryBound(to: UInt8.self)
      unsafe withConsumer(data) { consumer in
        unsafe consumer.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    // No part of a workbook has a document type; entities can only be declared inside one.
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      unsafe withConsumer(data) { $0.stop(DocumentTypeError()) }
    }
  }

  private func damaged(_ detail: String, _ line: Int) -> Diagnostic {
    ContainerError.damagedPart(archive.file.path, part: name, detail, line: line)
  }
}

/// Elements are nested more deeply than the bound allows.
private struct DepthError: Error {}

/// The part declares a document type.
private struct DocumentTypeError: Error {}

/// Calls a function with the consumer behind the parser's data, unless it has stopped.
@inline(__always)
private func withConsumer(_ data: UnsafeMutableRawPointer?, _ body: (XMLConsumer) -> Void) {
  // The pointer is the one given to XML_SetUserData in `connect`, and `read` keeps the consumer
  // alive, so the call does without counting a reference ten million times.
  guard let data = unsafe data else { return }
  unsafe Unmanaged<XMLConsumer>.fromOpaque(data)._withUnsafeGuaranteedRef { consumer in
    if consumer.failure == nil { body(consumer) }
  }
}
