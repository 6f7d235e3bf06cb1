// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "benchmark", targets: ["benchmark"]),
    .library(name: "CountedAllocations", type: .dynamic, targets: ["CountedAllocations"]),
  ],
  traits: [.trait(name: "PostgreSQL", description: "The workloads on a PostgreSQL server, with libpq as the limit (Debian: libpq-dev).")],
  dependencies: [
    .package(
      name: "swift-active-record", path: "..", traits: [.trait(name: "PostgreSQL", condition: .when(traits: ["PostgreSQL"]))]),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
  ],
  targets: [
    // The data, the limit and the clocks.
    .target(
      name: "CBenchmark",
      dependencies: [.target(name: "CLibpq", condition: .when(traits: ["PostgreSQL"]))],
      cSettings: [
        .define("BENCH_POSTGRESQL", .when(traits: ["PostgreSQL"])),
        // Valgrind does not read what clang writes about debugging by default.
        .unsafeFlags(["-gdwarf-4"]),
      ],
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    // What is loaded into a process to count its allocations.
    .target(name: "CountedAllocations"),
    // The runner and the peers.
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "CBenchmark",
        .product(name: "ActiveRecord", package: "swift-active-record"),
        .product(name: "ActiveRecordPostgreSQL", package: "swift-active-record"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
  ]
)

// The rivals. scripts/instructions counts this library alone, which is built in half the time without them.
if let benchmark = package.targets.first(where: { $0.name == "benchmark" }) {
  if Context.environment["AR_WITHOUT_RIVALS"] != nil {
    benchmark.exclude = ["Peers/GRDB"]
  } else {
    package.dependencies.append(.package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"))
    benchmark.dependencies.append(.product(name: "GRDB", package: "GRDB.swift"))
    benchmark.swiftSettings = settings + [.define("RIVALS")]
  }
}
