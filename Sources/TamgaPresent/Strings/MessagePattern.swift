/// A sentence of the catalogue, taken apart: text, places for arguments, plural forms.
///
///     {name}   {v:number}   {n, plural, one{…} few{…} many{…} other{…}}
///
/// `{{` and `}}` stand for the braces themselves. Forms may hold further places.
public struct MessagePattern: Sendable, Equatable {
  /// A part of a sentence.
  public indirect enum Part: Sendable, Equatable {
    /// Text as it is.
    case text(String)
    /// The place of an argument; `style` is `number` for a bare number without its unit.
    case place(name: String, style: String?)
    /// Forms of which one is chosen by a number.
    case plural(name: String, forms: [PluralClass: MessagePattern])
  }

  /// Why a sentence cannot be read.
  public struct SyntaxError: Error, Equatable, Sendable {
    /// What is wrong.
    public let reason: String
    /// The place, counted in characters from 0.
    public let offset: Int
  }

  /// The parts in order.
  public let parts: [Part]

  init(parts: [Part]) { self.parts = parts }

  /// Reads a sentence.
  public init(_ text: String) throws(SyntaxError) {
    var parser = Parser(Array(text))
    self = try parser.pattern(nested: false)
  }

  /// The names of all places.
  public var names: Set<String> {
    var names: Set<String> = []
    for part in parts {
      switch part {
      case .text: continue
      case .place(let name, _): names.insert(name)
      case .plural(let name, let forms):
        names.insert(name)
        for form in forms.values { names.formUnion(form.names) }
      }
    }
    return names
  }

  /// The plural classes asked for, by place.
  public var pluralClasses: [String: Set<PluralClass>] {
    var classes: [String: Set<PluralClass>] = [:]
    for case .plural(let name, let forms) in parts {
      classes[name, default: []].formUnion(forms.keys)
      for form in forms.values {
        classes.merge(form.pluralClasses) { $0.union($1) }
      }
    }
    return classes
  }
}

extension MessagePattern {
  /// Reads a pattern character by character.
  private struct Parser {
    private let characters: [Character]
    private var position = 0
    private static let styles: Set<String> = ["number"]

    init(_ characters: [Character]) { self.characters = characters }

    mutating func pattern(nested: Bool) throws(SyntaxError) -> MessagePattern {
      var parts: [Part] = []
      var text = ""
      while let character = peek {
        if character == "{" || character == "}", peek(1) == character, !(nested && character == "}")
        {
          text.append(character)
          position += 2
        } else if character == "{" {
          if !text.isEmpty { parts.append(.text(text)) }
          text = ""
          parts.append(try place())
        } else if character == "}" {
          guard nested else { throw failure("a closing brace without an opening one") }
          break
        } else {
          text.append(character)
          position += 1
        }
      }
      if !text.isEmpty { parts.append(.text(text)) }
      return MessagePattern(parts: parts)
    }

    private mutating func place() throws(SyntaxError) -> Part {
      position += 1
      let name = try word()
      skipSpaces()
      if take("}") { return .place(name: name, style: nil) }
      if take(":") {
        let style = try word()
        guard Self.styles.contains(style) else { throw failure("an unknown style \"\(style)\"") }
        guard take("}") else { throw failure("a closing brace is expected") }
        return .place(name: name, style: style)
      }
      guard take(",") else { throw failure("}, : or a comma is expected after \"\(name)\"") }
      skipSpaces()
      guard try word() == "plural" else { throw failure("\"plural\" is expected") }
      skipSpaces()
      guard take(",") else { throw failure("a comma is expected after \"plural\"") }
      return .plural(name: name, forms: try forms())
    }

    private mutating func forms() throws(SyntaxError) -> [PluralClass: MessagePattern] {
      var forms: [PluralClass: MessagePattern] = [:]
      while true {
        skipSpaces()
        if take("}") { break }
        let word = try word()
        guard let pluralClass = PluralClass(rawValue: word) else {
          throw failure("an unknown plural class \"\(word)\"")
        }
        skipSpaces()
        guard take("{") else { throw failure("an opening brace is expected after \"\(word)\"") }
        let form = try pattern(nested: true)
        guard take("}") else { throw failure("a plural form does not end") }
        guard forms.updateValue(form, forKey: pluralClass) == nil else {
          throw failure("the plural class \"\(word)\" stands twice")
        }
      }
      guard forms[.other] != nil else { throw failure("the plural class \"other\" is missing") }
      return forms
    }

    private mutating func word() throws(SyntaxError) -> String {
      var word = ""
      while let character = peek,
        character.isLetter || character.isNumber || character == "_" || character == "-"
      {
        word.append(character)
        position += 1
      }
      guard !word.isEmpty else { throw failure("a name is expected") }
      return word
    }

    private var peek: Character? { peek(0) }

    private func peek(_ offset: Int) -> Character? {
      position + offset < characters.count ? characters[position + offset] : nil
    }

    private mutating func take(_ character: Character) -> Bool {
      guard peek == character else { return false }
      position += 1
      return true
    }

    private mutating func skipSpaces() {
      while peek == " " { position += 1 }
    }

    private func failure(_ reason: String) -> SyntaxError {
      SyntaxError(reason: reason, offset: position)
    }
  }
}
