import TamgaIndicators
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Failures in a reader's words") struct FailureWordTests {
  @Test("warnings of samples, refusals and classes have words in every language")
  func words() throws {
    for language in Language.allCases {
      let localiser = try Localiser(language: language)
      for warning in SampleWarning.allCases {
        #expect(localiser.has("sample-warning.\(warning.rawValue)"), "\(warning)")
      }
      for refusal in PrecedenceRefusal.allCases {
        #expect(localiser.has("granger.refusal.\(refusal.rawValue)"), "\(refusal)")
      }
      for place in MoranClass.allCases {
        #expect(localiser.has("spatial.class.\(place.rawValue)"), "\(place)")
      }
      for method in ProbabilityMethod.allCases {
        #expect(localiser.has("correlation.method.\(method.rawValue)"), "\(method)")
      }
      for statistic in SpatialStatistic.allCases {
        #expect(localiser.has("spatial.statistic.\(statistic.rawValue)"), "\(statistic)")
      }
      for estimator in CovarianceEstimator.allCases {
        #expect(localiser.has("ols.errors.\(estimator.rawValue)"), "\(estimator)")
      }
      for verdict in IntegrationVerdict.allCases {
        #expect(localiser.has("unit-root.verdict.\(verdict.rawValue)"), "\(verdict)")
      }
    }
  }

  @Test("a warning of a sample is a sentence without codes; JSON keeps the code")
  func sample() throws {
    let found = sampleDiagnostics([.fewRegions, .rowsLeftOut], n: 20, leftOut: 2)
    #expect(found.map(\.code) == ["T856", "T303"])
    for language in Language.allCases {
      let text = DiagnosticCatalog.standard.text(of: found[0], in: language).message
      #expect(!text.contains("few-regions") && !text.contains("@{"))
    }
    let json = DiagnosticRenderer(language: .en).json(found[0])
    #expect(json["arguments"]?["warning"] == "few-regions")
  }

  @Test("the rows of a file are all its rows, not those of the shortest lag") func total() {
    let found = sampleDiagnostics([.rowsLeftOut], n: 22, leftOut: 3, total: 30)
    #expect(found[0].arguments["left_out"] == "3" && found[0].arguments["total"] == "30")
  }

  @Test("the nearest name is said where there is one, and nothing where there is none")
  func nearest() {
    func fix(_ known: [String]) -> String? {
      DiagnosticCatalog.standard.text(
        of: .unknownName("Wset", in: "p.csv", known: known, place: Place(file: "d.csv")), in: .en
      ).fix
    }
    #expect(fix(["East", "West"])?.hasSuffix("table; nearest is West") == true)
    #expect(fix([])?.hasSuffix("as in the other table") == true)
  }

  @Test("one pole withstands, several withstand") func kept() throws {
    let localiser = try Localiser(language: .en)
    func text(_ poles: String, _ count: Int) -> String {
      localiser.text(Message("poles.finding.kept", ["poles": .text(poles), "n": .count(count)]))
    }
    #expect(text("A", 1).hasPrefix("A withstands closures"))
    #expect(text("A, B", 2).hasPrefix("A, B withstand closures"))
  }

  @Test("a bad pair is named, whatever is wrong with it") func pairs() {
    func diagnostic(_ fault: PairFault) -> Diagnostic {
      BorderError.badPair(origin: "Almaty", destination: "Bishkek", fault: fault)
        .diagnostic(Place(file: "p.csv"), lines: [])
    }
    let cases: [(PairFault, String)] = [
      (.twice, "T823"), (.zeroDistance, "T828"), (.samePlace, "T828"), (.negative("mass"), "T820"),
      (.notFinite("distance"), "T821"),
    ]
    for (fault, code) in cases {
      let found = diagnostic(fault)
      #expect(found.code == code)
      #expect(found.arguments.values.contains("Almaty – Bishkek"))
    }
  }

  @Test("unequal margins: both sums and which side is larger") func margins() {
    let found = InputOutputError.marginsDiffer(rows: 10, columns: 11.5)
      .diagnostic(Place(file: "z.csv"), lines: [])
    #expect(found.code == "T833")
    let text = DiagnosticCatalog.standard.text(of: found, in: .en).message
    #expect(text.contains("10,") && text.contains("11.500000") && text.contains("--columns is"))
  }

  @Test("data that cannot be used exit 65, not as wrong use") func exits() {
    #expect(RegionError.nothingAtStart.diagnostic(Place(file: "a.csv"), lines: []).code == "T865")
    for code in ["T865", "T866", "T867", "T868", "T819", "T163", "T327", "T833", "T836"] {
      #expect(DiagnosticCatalog.standard.exitCode(code) == 65, "\(code)")
    }
  }
}
