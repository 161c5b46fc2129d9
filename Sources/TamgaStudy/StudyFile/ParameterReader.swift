internal import Foundation
public import TamgaNumerics
public import TamgaPresent

/// A file that a step names: what it holds is a parameter of the step.
public struct ParameterFile: Sendable {
  /// The path as written, relative to the folder of the study.
  public let path: String
  /// What the file holds.
  public let bytes: [UInt8]
}

/// Reads the parameters of a step, each with its line and column when it is wrong.
public struct ParameterReader: Sendable {
  /// The step's id.
  public let step: String
  private let node: YAMLNode?
  private let place: Place
  private let folder: URL

  /// Checks the keys of a step's parameters.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - keys: the keys its analysis knows.
  /// - Throws: ``Diagnostic`` for an unknown key (with a suggestion) or a missing one.
  public init(step: StudyStep, keys: [ParameterKey]) throws {
    self.step = step.id
    node = step.parameters
    place = step.place
    folder = step.folder
    try node?.rejectUnknownKeys(allowed: keys.map(\.name))
    for key in keys where key.isRequired { _ = try required(key.name) }
  }

  /// The node of a key that must be there.
  public func required(_ key: String) throws -> YAMLNode {
    guard let node else {
      throw Diagnostic("T063", ["step": step, "key": key], place: place)
    }
    return try node.requireKey(key)
  }

  /// The node of a key, if it is there.
  public func optional(_ key: String) -> YAMLNode? { node?[key] }

  /// A text.
  public func text(_ key: String) throws -> String { try required(key).string() }

  /// A text, if it is there.
  public func optionalText(_ key: String) throws -> String? { try optional(key)?.string() }

  /// A code of a country, group or region.
  public func entity(_ key: String) throws -> EntityCode { EntityCode(try text(key)) }

  /// A year, if it is there.
  public func optionalYear(_ key: String) throws -> Int? { try optional(key)?.integer() }

  /// A date, if it is there.
  public func optionalDate(_ key: String) throws -> String? {
    try optional(key).map(StudyFile.date)
  }

  /// A list of texts, empty when not there.
  public func texts(_ key: String) throws -> [String] { try optional(key)?.strings() ?? [] }

  /// A file, read whole.
  ///
  /// - Throws: `T660` when it is not there or cannot be read.
  public func file(_ key: String) throws -> ParameterFile { try file(required(key)) }

  /// A file that a node names, read whole.
  ///
  /// - Throws: `T660` when it is not there or cannot be read.
  public func file(_ node: YAMLNode) throws -> ParameterFile {
    let path = try node.string()
    let base = URL(fileURLWithPath: folder.path, isDirectory: true)
    let url = URL(fileURLWithPath: path, relativeTo: base)
    guard let data = try? Data(contentsOf: url) else {
      throw node.diagnostic("T660", ["path": path])
    }
    return ParameterFile(path: path, bytes: [UInt8](data))
  }

  /// Where a file that was read stands.
  func url(of file: ParameterFile) -> URL {
    let base = URL(fileURLWithPath: folder.path, isDirectory: true)
    return URL(fileURLWithPath: file.path, relativeTo: base).absoluteURL
  }

  /// A unit of money.
  public func moneyUnit(_ key: String, default standard: String) throws -> String {
    guard let node = optional(key) else { return standard }
    let text = try node.string()
    guard let unit = MeasureUnit(id: text), case .money = unit.dimension else {
      throw node.diagnostic("T068", ["text": text])
    }
    return text
  }
}
