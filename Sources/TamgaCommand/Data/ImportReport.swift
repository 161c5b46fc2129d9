internal import TamgaData
internal import TamgaPresent

/// What an import says of one file: the ledger, the aggregates, the warnings.
struct ImportReport {
  let file: ImportedFile

  func json(_ language: Language) -> JSONValue {
    .object([
      "path": .string(file.path), "sha256": .string(file.sha256), "format": .string(file.format),
      "bytes": .integer(file.byteCount), "importer": .string(file.importer),
      "publisher": .optional(file.publisher), "published_on": .optional(file.publishedOn),
      "date_kind": .string(file.dateKind),
      "sheets": .array(file.sheets.map { sheet($0, language) }),
      "warnings": .array(file.warnings.map { warning($0, language) }),
    ])
  }

  private func sheet(_ sheet: ImportedSheet, _ language: Language) -> JSONValue {
    .object([
      "name": .string(sheet.name), "dataset": .string(sheet.dataset),
      "rows": .object([
        "read": .integer(sheet.rowsRead), "accepted": .integer(sheet.rowsAccepted),
        "rejected": .integer(sheet.rejected.count),
      ]),
      "cells": .object([
        "total": .integer(sheet.cellsTotal), "structural": .integer(sheet.cellsStructural),
      ]),
      "observations": .integer(sheet.observations.count),
      "aggregates": .array(sheet.aggregates.map { .string($0) }),
      "rejects": .array(
        sheet.rejected.map { reject in
          .object([
            "line": .integer(reject.line), "raw": .string(reject.raw),
            "code": .string(reject.diagnostic.code),
            "reason": .string(message(reject.diagnostic, language)),
          ])
        }),
      "notes": .array(
        sheet.notes.map { .object(["mark": .string($0.mark), "text": .string($0.text)]) }),
      "warnings": .array(sheet.warnings.map { warning($0, language) }),
    ])
  }

  private func warning(_ diagnostic: Diagnostic, _ language: Language) -> JSONValue {
    .object([
      "code": .string(diagnostic.code), "severity": .string(diagnostic.severity.rawValue),
      "cell": .optional(diagnostic.place?.cell), "message": .string(message(diagnostic, language)),
    ])
  }

  private func message(_ diagnostic: Diagnostic, _ language: Language) -> String {
    DiagnosticCatalog.standard.text(of: diagnostic, in: language).message
  }

  func text() -> String {
    var lines = ["\(file.path)  \(file.format)  sha256 \(file.sha256.prefix(12))"]
    for sheet in file.sheets {
      guard sheet.rowsRead > 0 else {
        lines.append("  \(sheet.name): no data")
        continue
      }
      lines.append(
        "  \(sheet.name): \(sheet.rowsRead) rows = \(sheet.rowsAccepted) accepted + "
          + "\(sheet.rejected.count) rejected; \(sheet.observations.count) numbers, "
          + "\(sheet.aggregates.count) totals, \(sheet.warnings.count) warnings")
      for reject in sheet.rejected.prefix(10) {
        lines.append("    rejected row \(reject.line) [\(reject.diagnostic.code)]: \(reject.raw)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
