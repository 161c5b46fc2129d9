internal import Foundation
internal import Synchronization

/// The areas of the catalogue, each read when one of its codes is first asked for.
final class DiagnosticAreas: Sendable {
  private struct Area {
    let file: String
    let bytes: [UInt8]
    var isRead = false
  }

  private struct State {
    var areas: [Area]
    var entries: [String: DiagnosticEntry]
  }

  private let state: Mutex<State>

  init(entries: [String: DiagnosticEntry]) { state = Mutex(State(areas: [], entries: entries)) }

  /// The areas of a folder; one that cannot be read is left out.
  init(folder: URL) {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var areas: [Area] = []
    for case let file as URL in files ?? .init() where file.pathExtension == "yml" {
      guard let data = try? Data(contentsOf: file) else { continue }
      areas.append(Area(file: file.lastPathComponent, bytes: [UInt8](data)))
    }
    areas.sort { $0.file < $1.file }
    state = Mutex(State(areas: areas, entries: [:]))
  }

  /// All entries.
  var entries: [String: DiagnosticEntry] {
    state.withLock { state in
      for place in state.areas.indices { Self.read(place, &state) }
      return state.entries
    }
  }

  /// The entry of a code, nil when no area has it.
  subscript(code: String) -> DiagnosticEntry? {
    let heading = [UInt8]((code + ":").utf8)
    return state.withLock { state in
      if let entry = state.entries[code] { return entry }
      for place in state.areas.indices
      where !state.areas[place].isRead && startsLine(heading, of: state.areas[place].bytes) {
        Self.read(place, &state)
        if let entry = state.entries[code] { return entry }
      }
      return nil
    }
  }

  /// Showing an error must never fail itself: an area with a fault is left out.
  private static func read(_ place: Int, _ state: inout State) {
    guard !state.areas[place].isRead else { return }
    state.areas[place].isRead = true
    let area = state.areas[place]
    let entries = try? DiagnosticCatalog.load(area.bytes, file: area.file)
    state.entries.merge(entries ?? [:]) { first, _ in first }
  }
}

/// Whether a line begins with these bytes.
private func startsLine(_ words: [UInt8], of bytes: [UInt8]) -> Bool {
  let wanted = words.span
  let text = bytes.span
  var isAtStart = true
  for place in text.indices {
    if isAtStart, place + wanted.count <= text.count {
      var shift = 0
      while shift < wanted.count, text[place + shift] == wanted[shift] { shift += 1 }
      if shift == wanted.count { return true }
    }
    isAtStart = text[place] == 0x0A
  }
  return false
}
