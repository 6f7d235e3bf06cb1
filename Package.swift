// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

/// Every target is built with the same settings: Swift 6 mode, and the upcoming features that the next language mode brings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "swift-active-record",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11)],
  products: [
    .library(name: "ActiveRecord", targets: ["ActiveRecord"]),
    .library(name: "ActiveRecordServices", targets: ["ActiveRecordServices"]),
    .library(name: "ActiveRecordTesting", targets: ["ActiveRecordTesting"]),
    .library(name: "ActiveRecordPostgreSQL", targets: ["ActiveRecordPostgreSQL"]),
    .library(name: "ActiveRecordMySQL", targets: ["ActiveRecordMySQL"]),
  ],
  traits: [
    .trait(name: "PostgreSQL", description: "The driver for PostgreSQL, on libpq (Debian: libpq-dev)."),
    .trait(name: "MySQL", description: "The driver for MySQL and MariaDB, on libmariadb (Debian: libmariadb-dev)."),
  ],
  dependencies: [
    .package(url: "https://github.com/swiftlang/swift-syntax.git", "602.0.0"..<"604.0.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-metrics.git", from: "2.5.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
  ],
  targets: [
    // What users import.
    .target(name: "ActiveRecord", dependencies: ["ActiveRecordCore", "ActiveRecordSQLite", "ActiveRecordMacros"]),
    // The layers, as folders of one module.
    .target(
      name: "ActiveRecordCore",
      dependencies: [.product(name: "Logging", package: "swift-log"), .product(name: "CoreMetrics", package: "swift-metrics")]),
    // Databases as services of swift-service-lifecycle.
    .target(
      name: "ActiveRecordServices",
      dependencies: ["ActiveRecordCore", .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")]),
    // The compiler plugin behind @Model and its companions.
    .macro(
      name: "ActiveRecordMacros",
      dependencies: [
        .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
        .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
      ]),
    // Drivers.
    .target(name: "ActiveRecordSQLite", dependencies: ["ActiveRecordCore", "CSQLite"]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    // Drivers behind traits: without the trait such a target is empty, and the C library is not looked for.
    .target(
      name: "ActiveRecordPostgreSQL",
      dependencies: ["ActiveRecordCore", .target(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"]))]),
    .target(
      name: "ActiveRecordMySQL",
      dependencies: ["ActiveRecordCore", .target(name: "CMySQL", condition: .when(traits: ["MySQL"]))]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(name: "CMySQL", pkgConfig: "libmariadb", providers: [.apt(["libmariadb-dev"]), .brew(["mariadb-connector-c"])]),
    // For the tests of applications.
    .target(name: "ActiveRecordTesting", dependencies: ["ActiveRecord"]),
    // Examples.
    .executableTarget(
      name: "tour",
      dependencies: [
        "CuratedConnections", "ServerDatabases", "ActiveRecord", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Examples/Tour"),
    .target(name: "CuratedConnections", dependencies: ["ActiveRecord"], path: "Examples/CuratedConnections"),
    .target(
      name: "ServerDatabases",
      dependencies: [
        "ActiveRecord",
        .target(name: "ActiveRecordPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
        .target(name: "ActiveRecordMySQL", condition: .when(traits: ["MySQL"])),
      ],
      path: "Examples/ServerDatabases"),
    .executableTarget(
      name: "chinook",
      dependencies: ["Chinook", "ServerDatabases", "ActiveRecord", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Examples/ChinookAnswers"),
    .target(name: "Chinook", dependencies: ["ActiveRecord"], path: "Examples/Chinook", exclude: ["README.md"]),
    // Tests.
    .target(name: "TestServers", path: "Tests/Servers"),
    .testTarget(name: "ExampleTests", dependencies: ["CuratedConnections", "Chinook", "ActiveRecord", "ActiveRecordTesting", "CSQLite"]),
    .testTarget(
      name: "ReferenceTests", dependencies: ["ActiveRecord", "ActiveRecordTesting"], path: "Tests/Reference",
      exclude: ["Traces", "differences.tsv"]),
    .testTarget(
      name: "DocumentTests", dependencies: ["ActiveRecord", "ActiveRecordTesting"], path: "Tests/Documents", exclude: ["documents.tsv"]),
    .testTarget(
      name: "ActiveRecordMacrosTests",
      dependencies: [
        "ActiveRecordMacros",
        .product(name: "SwiftSyntaxMacrosGenericTestSupport", package: "swift-syntax"),
        .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
      ]),
    .testTarget(
      name: "BehaviourTests",
      dependencies: [
        "ActiveRecord", "ActiveRecordTesting",
        .target(name: "ActiveRecordPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
        .target(name: "ActiveRecordMySQL", condition: .when(traits: ["MySQL"])),
      ]),
    .testTarget(
      name: "ActiveRecordCoreTests",
      dependencies: ["ActiveRecordCore", .target(name: "ActiveRecordMySQL", condition: .when(traits: ["MySQL"]))]),
    .testTarget(name: "ActiveRecordSQLiteTests", dependencies: ["ActiveRecordSQLite", "ActiveRecordCore", "CSQLite"]),
    .testTarget(
      name: "ActiveRecordPostgreSQLTests",
      dependencies: [
        "ActiveRecord", "ActiveRecordPostgreSQL", "TestServers", .target(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
      ]),
    .testTarget(
      name: "ActiveRecordServicesTests",
      dependencies: [
        "ActiveRecord", "ActiveRecordServices", .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Logging", package: "swift-log"), .product(name: "CoreMetrics", package: "swift-metrics"),
      ]),
    .testTarget(
      name: "ReplicaTests",
      dependencies: ["ActiveRecord", "TestServers", .target(name: "ActiveRecordPostgreSQL", condition: .when(traits: ["PostgreSQL"]))]),
    .testTarget(
      name: "ActiveRecordMySQLTests",
      dependencies: ["ActiveRecord", "ActiveRecordMySQL", "TestServers", .target(name: "CMySQL", condition: .when(traits: ["MySQL"]))]),
  ]
)

// Tests on a cluster of three nodes: scripts/test --galera.
if Context.environment["AR_GALERA"] != nil {
  let cluster = Target.testTarget(
    name: "GaleraTests",
    dependencies: ["ActiveRecord", .target(name: "ActiveRecordMySQL", condition: .when(traits: ["MySQL"]))])
  package.targets.append(cluster)
}

// A release build that takes the compiler plugin from a debug build (scripts/bench, scripts/instructions): an optimised swift-syntax
// takes longer to build than all the rest. What uses the macros is compiled with `-load-plugin-executable`.
if Context.environment["AR_LENT_PLUGIN"] != nil {
  package.targets.removeAll { $0.name == "ActiveRecordMacros" || $0.name == "ActiveRecordMacrosTests" }
  package.targets.first { $0.name == "ActiveRecord" }?.dependencies = ["ActiveRecordCore", "ActiveRecordSQLite"]
}

for target in package.targets where target.type != .system {
  target.swiftSettings = settings
}
