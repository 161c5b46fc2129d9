import Testing

@testable import TamgaPresent

@Suite("Choice of language") struct LanguageTests {
  @Test("The flag goes before the study, the study before the environment, then English")
  func order() throws {
    let environment = ["LANG": "kk_KZ.UTF-8"]
    #expect(try Language.choose(requested: "ru", study: "ky", environment: environment) == .ru)
    #expect(try Language.choose(study: "ky", environment: environment) == .ky)
    #expect(try Language.choose(environment: environment) == .kk)
    #expect(try Language.choose(environment: ["LANG": "C.UTF-8"]) == .en)
    #expect(try Language.choose(environment: ["LC_ALL": "ru_RU", "LANG": "kk_KZ"]) == .ru)
    #expect(try Language.choose(environment: ["LC_ALL": "", "LANG": "ky-KG"]) == .ky)
    #expect(try Language.choose(environment: [:]) == .en)
  }

  @Test("A language that does not exist is refused when asked for, with the known ones")
  func unknown() {
    #expect {
      try Language.choose(requested: "de", environment: [:])
    } throws: {
      let diagnostic = $0 as? Diagnostic
      return diagnostic?.code == "T904" && diagnostic?.arguments["known"] == "en, ru, kk, ky"
    }
  }
}
