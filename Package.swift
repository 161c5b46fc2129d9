// swift-tools-version: 6.3
import PackageDescription

/// Settings every target shares; see Documentation/decisions for the reasons.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// Targets that touch C.
let native: [SwiftSetting] = house + [.strictMemorySafety()]

/// Targets without Foundation need the mathematical library named in release builds.
let libm: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

func system(_ name: String, _ pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
  name: "tamga",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Tamga", targets: ["Tamga"]),
    .library(name: "TamgaEngines", targets: ["TamgaNumerics", "TamgaIndicators", "TamgaGravity"]),
    .executable(name: "tamga", targets: ["TamgaCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Level 0: C and numerics.
    .target(name: "CNative", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    system("CZlib", "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("CExpat", "expat", apt: "libexpat1-dev", brew: "expat"),
    system("CFreeXL", "freexl", apt: "libfreexl-dev", brew: "freexl"),
    system("CXLSXWriter", "xlsxwriter", apt: "libxlsxwriter-dev", brew: "libxlsxwriter"),
    system("CCrypto", "libcrypto", apt: "libssl-dev", brew: "openssl"),
    .target(
      name: "TamgaNumerics", dependencies: ["CNative", "CCrypto"], swiftSettings: native,
      linkerSettings: libm),
    // Level 1: what a reader sees; the engines.
    .target(
      name: "TamgaPresent",
      dependencies: ["TamgaNumerics", .product(name: "Yams", package: "Yams")],
      resources: [
        .copy("Resources/Strings"), .copy("Resources/Locales"), .copy("Resources/Diagnostics"),
      ],
      swiftSettings: house),
    // The indicators: statistics, what a definition is made of, the groups, and the list of all.
    .target(
      name: "TamgaStatistics", dependencies: ["TamgaNumerics"],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaCatalogue", dependencies: ["TamgaStatistics", "TamgaNumerics"],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaRegions", dependencies: ["TamgaCatalogue", "TamgaStatistics", "TamgaNumerics"],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaPlaces", dependencies: ["TamgaCatalogue", "TamgaStatistics", "TamgaNumerics"],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaProduction",
      dependencies: ["TamgaCatalogue", "TamgaStatistics", "TamgaNumerics"],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaComposites",
      dependencies: ["TamgaCatalogue", "TamgaStatistics", "TamgaNumerics"],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaIndicators",
      dependencies: [
        "TamgaRegions", "TamgaPlaces", "TamgaProduction", "TamgaComposites", "TamgaCatalogue",
        "TamgaStatistics", "TamgaNumerics",
      ],
      swiftSettings: house, linkerSettings: libm),
    .target(
      name: "TamgaGravity", dependencies: ["TamgaNumerics", "CNative"], swiftSettings: native,
      linkerSettings: libm),
    // Level 2: data.
    .target(
      name: "TamgaData",
      dependencies: ["TamgaPresent", "TamgaNumerics", "CNative", "CZlib", "CExpat", "CFreeXL"],
      resources: [.copy("Resources/Aliases"), .copy("Resources/Codes")],
      swiftSettings: native),
    // Level 2: the audit of published numbers.
    .target(
      name: "TamgaAudit", dependencies: ["TamgaPresent", "TamgaIndicators", "TamgaNumerics"],
      swiftSettings: house),
    // Level 3: drafts of claims files, studies and reports.
    .target(
      name: "TamgaDrafting", dependencies: ["TamgaAudit", "TamgaPresent", "TamgaNumerics"],
      swiftSettings: house),
    .target(
      name: "TamgaStudy",
      dependencies: [
        "TamgaData", "TamgaAudit", "TamgaGravity", "TamgaIndicators", "TamgaPresent",
        "TamgaNumerics",
      ],
      swiftSettings: house),
    .target(
      name: "TamgaReport",
      dependencies: ["TamgaPresent", "TamgaNumerics", "CXLSXWriter"],
      resources: [.copy("Resources/Templates")],
      swiftSettings: native),
    // Umbrella and executable.
    .target(
      name: "Tamga",
      dependencies: [
        "TamgaNumerics", "TamgaPresent", "TamgaIndicators", "TamgaGravity", "TamgaData",
        "TamgaAudit",
        "TamgaDrafting", "TamgaStudy", "TamgaReport",
      ],
      swiftSettings: house),
    .executableTarget(
      name: "TamgaCommand",
      dependencies: [
        "TamgaStudy", "TamgaReport", "TamgaDrafting", "TamgaAudit", "TamgaData",
        "TamgaGravity", "TamgaIndicators", "TamgaPresent", "TamgaNumerics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    // Tests mirror sources.
    .target(
      name: "TestSupport", dependencies: ["TamgaNumerics", "TamgaPresent", "CZlib"],
      path: "Tests/TestSupport",
      swiftSettings: house),
    .target(
      name: "IndicatorTestSupport", dependencies: ["TamgaIndicators"],
      path: "Tests/IndicatorTestSupport", swiftSettings: house),
    .testTarget(
      name: "TamgaNumericsTests", dependencies: ["TamgaNumerics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaPresentTests", dependencies: ["TamgaPresent", "TamgaNumerics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaStatisticsTests",
      dependencies: ["TamgaStatistics", "TamgaNumerics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaRegionsTests",
      dependencies: ["TamgaIndicators", "TamgaNumerics", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TamgaPlacesTests",
      dependencies: ["TamgaIndicators", "TamgaNumerics", "IndicatorTestSupport", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TamgaProductionTests",
      dependencies: ["TamgaIndicators", "TamgaNumerics", "IndicatorTestSupport", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaCompositesTests",
      dependencies: ["TamgaIndicators", "TamgaNumerics", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TamgaIndicatorsTests",
      dependencies: ["TamgaIndicators", "TamgaPresent", "TamgaNumerics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaGravityTests",
      dependencies: ["TamgaGravity", "TamgaNumerics", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "TamgaDataTests",
      dependencies: ["TamgaData", "TamgaPresent", "TamgaNumerics", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaAuditTests",
      dependencies: [
        "TamgaAudit", "TamgaIndicators", "TamgaPresent", "TamgaNumerics", "TestSupport",
      ],
      resources: [.copy("Fixtures")], swiftSettings: house),
    .testTarget(
      name: "TamgaDraftingTests",
      dependencies: [
        "TamgaDrafting", "TamgaAudit", "TamgaPresent", "TamgaNumerics", "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "TamgaStudyTests",
      dependencies: [
        "TamgaStudy", "TamgaAudit", "TamgaData", "TamgaGravity", "TamgaPresent", "TamgaNumerics",
        "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "TamgaReportTests",
      dependencies: ["TamgaReport", "TamgaData", "TamgaPresent", "TamgaNumerics", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "TamgaEndToEndTests", dependencies: ["TamgaPresent", "TestSupport"],
      swiftSettings: house),
  ]
)
