import TamgaPresent
import TestSupport
import Testing

@testable import TamgaAudit

@Suite("Damaged claims files") struct ClaimsMutationTests {
  /// Bytes that matter to YAML and to expressions, so that a change goes deep.
  static let telling = Array("\"'[]{}:,-&*!|>#%@.()+/^=<\n\t \\0é".utf8)

  static func damaged(_ seed: UInt64) -> [UInt8] {
    var bytes = Array(ClaimsSample.text.utf8)
    var generator = SplitMix(seed: seed)
    for _ in 0...generator.below(3) {
      let place = generator.below(bytes.count)
      switch generator.below(4) {
      case 0: bytes[place] ^= UInt8(1 << generator.below(8))
      case 1: bytes[place] = telling[generator.below(telling.count)]
      case 2: bytes.remove(at: place)
      default: bytes.insert(telling[generator.below(telling.count)], at: place)
      }
    }
    return bytes
  }

  @Test("A thousand damaged files give a document or a diagnostic of the catalogue")
  func damage() throws {
    var read = 0
    var codes: Set<String> = []
    for seed in 0..<1_000 as Range<UInt64> {
      do {
        let bytes = Self.damaged(seed)
        let document = try ClaimsDocument(parsing: bytes, file: "claims.yml")
        _ = Audit.outcome(of: try AuditModel(document))
        read += 1
      } catch let fault as Diagnostic {
        #expect(DiagnosticCatalog.standard.entries[fault.code] != nil, "\(seed): \(fault.code)")
        #expect(fault.code.hasPrefix("T6"), "\(seed): \(fault.code)")
        codes.insert(fault.code)
      }
    }
    // The damage reaches all levels: some files read, the others fail in many ways.
    #expect(read > 50)
    #expect(codes.count >= 10)
  }
}

extension Audit {
  /// The value and range of every statement at the printed numbers.
  fileprivate static func outcome(of model: AuditModel) -> Int {
    let evaluator = Evaluator(numbers: PrintedNumbers(model))
    return model.statements.count { evaluator.evaluate($0).value != nil }
  }
}
