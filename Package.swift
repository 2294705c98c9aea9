// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The generator needs libclang; a machine without it can still run, vote, and say what is missing.
let hasLibclang = FileManager.default.fileExists(
    atPath: "/usr/lib/llvm-19/include/clang-c/Index.h")

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

/// Programs that carry all their libraries within, each at its place already (decision 0037). A run
/// starts five of them: a loader that relocates 35 shared libraries takes 15 ms of a processor for
/// each, one that relocates only the program and six of Debian's 6.4 ms, none at all 2.8 ms.
let selfContained = LinkerSetting.unsafeFlags(
    [
        "-static-executable", "-Xlinker", "-no-pie", "-use-ld=lld", "-lswiftSynchronization",
        "-lCoreFoundation", "-l_FoundationCShims", "-l_FoundationCollections", "-l_FoundationICU",
    ], .when(platforms: [.linux]))

let generatorTargets: [Target] = [
    .target(name: "CClang"),
    .target(name: "Diversification", dependencies: ["CClang"]),
    .executableTarget(name: "thrice-generate", dependencies: ["Diversification", argumentParser]),
    .testTarget(
        name: "DiversificationTests", dependencies: ["Diversification", "thrice-generate"]),
]

let package = Package(
    name: "thrice",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "CLinux"),
        .target(name: "Voting"),
        .target(name: "Machines", dependencies: [bigInt]),
        .target(name: "Specifications", dependencies: ["Machines", "Voting", bigInt]),
        .target(name: "Recovery"),
        .target(name: "Statistics"),
        .target(name: "Thresholds", dependencies: ["Statistics", "Voting"]),
        .target(
            name: "Reporting", dependencies: ["Machines", "Statistics", "Thresholds", "Voting"]),
        .target(name: "Recordings", dependencies: ["Voting"]),
        .target(name: "Gates", dependencies: ["Voting"]),
        .target(name: "Wiring", dependencies: ["CLinux", "Voting"]),
        .target(name: "Journals", dependencies: ["CLinux", "Voting"]),
        .target(name: "Ensembles", dependencies: ["Machines", "Specifications", "Voting", yams]),
        .target(name: "CCapstone", linkerSettings: [.linkedLibrary("capstone")]),
        .target(
            name: "FaultInjection", dependencies: ["CCapstone", "CLinux", "Voting", "Wiring"]),
        .target(
            name: "Campaigns",
            dependencies: [
                "Ensembles", "FaultInjection", "Journals", "Reporting", "Specifications",
                "Statistics", "Voting", grdb,
            ]),
        .target(
            name: "Supervision",
            dependencies: ["CLinux", "Journals", "Wiring", "Recovery", "Voting"]),
        .executableTarget(
            name: "thrice-voter",
            dependencies: ["CLinux", "Journals", "Specifications", "Wiring", "Voting"],
            linkerSettings: [selfContained]),
        .executableTarget(
            name: "thrice-journaler", dependencies: ["CLinux", "Journals", "Voting"],
            linkerSettings: [selfContained]),
        .executableTarget(
            name: "thrice",
            dependencies: [
                "CLinux", "Campaigns", "Supervision", "Ensembles", "FaultInjection", "Gates",
                "Journals", "Machines", "Recordings", "Reporting", "Specifications",
                "Statistics", "Thresholds", "Voting", "Wiring", argumentParser, grdb,
            ],
            linkerSettings: [selfContained]),
        .executableTarget(
            name: "thrice-bench-vote", dependencies: ["Voting"], path: "Benchmarks/vote"),
        .executableTarget(
            name: "thrice-bench-machine",
            dependencies: ["Ensembles", "Machines", "Specifications", "Voting", bigInt],
            path: "Benchmarks/machine"),
        .executableTarget(
            name: "thrice-bench-journal", dependencies: ["CLinux", "Journals", "Voting"],
            path: "Benchmarks/journal"),
        .executableTarget(
            name: "thrice-bench-tracing", dependencies: ["CLinux", "FaultInjection"],
            path: "Benchmarks/tracing"),
        .testTarget(
            name: "TidyTests",
            dependencies: ["Campaigns", "Ensembles", "FaultInjection", "Voting", grdb]),
        .testTarget(name: "VotingTests", dependencies: ["Voting"]),
        .testTarget(name: "MachinesTests", dependencies: ["Machines", bigInt]),
        .testTarget(
            name: "SpecificationsTests", dependencies: ["Machines", "Specifications", "Voting"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
        .testTarget(
            name: "FaultInjectionTests",
            dependencies: ["CLinux", "FaultInjection", "Statistics", "Wiring"]),
        .testTarget(
            name: "CampaignsTests",
            dependencies: [
                "Campaigns", "Ensembles", "FaultInjection", "Reporting", "Voting", grdb,
            ]),
        .testTarget(name: "RecoveryTests", dependencies: ["Recovery"]),
        .testTarget(name: "GatesTests", dependencies: ["Gates", "Voting"]),
        .testTarget(name: "RecordingsTests", dependencies: ["Recordings", "Voting"]),
        .testTarget(
            name: "JournalsTests",
            dependencies: ["CLinux", "Journals", "Voting"]),
        .testTarget(
            name: "EnsemblesTests", dependencies: ["Ensembles", "Specifications", "Voting"]),
        .testTarget(name: "WiringTests", dependencies: ["CLinux", "Voting", "Wiring"]),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["Machines", "Reporting", "Thresholds", "Voting"]),
        .testTarget(
            name: "ThresholdsTests",
            dependencies: ["Reporting", "Statistics", "Thresholds", "Voting"]),
        .testTarget(
            name: "SupervisionTests",
            dependencies: ["CLinux", "Journals", "Recovery", "Supervision", "Voting", "Wiring"]),
        .testTarget(
            name: "SimulationTests", dependencies: ["Journals", "Recovery", "Voting"]),
        .testTarget(
            name: "EndToEndTests", dependencies: ["CLinux", "Machines", "Statistics"]),
    ] + (hasLibclang ? generatorTargets : []),
    swiftLanguageModes: [.v6]
)
