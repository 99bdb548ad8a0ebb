// swift-tools-version: 6.2
import PackageDescription

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let lifecycle = [
    Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
    .product(name: "DequeModule", package: "swift-collections"),
]

/// Every symbol is bound before the program starts, and the table of them is read-only from then on.
let boundAtStart = LinkerSetting.unsafeFlags(
    ["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"], .when(configuration: .release))

/// The rooms of `SuggestionsCog` are classes in its isolation: their async methods run where they are called.
let callerIsolated = SwiftSetting.enableUpcomingFeature("NonisolatedNonsendingByDefault")

/// Every async function goes back to its caller's actor. The optimizer of Swift 6.3.1 removes that step where it is needed:
/// before an error is thrown, and in generic functions that it specializes; what follows then runs beside the actor, and
/// damages its state. Without the pass all steps stay. `isolation-probe` fails where a compiler does not keep them.
let backToActor = SwiftSetting.unsafeFlags(["-Xllvm", "-sil-disable-pass=optimize-hop-to-executor"])

// libFuzzer brings their main function, so a plain build could not link them: scripts/fuzz.sh sets the variable.
let fuzzers: [Target] =
    Context.environment["DREAMBOT_FUZZ"] == nil
    ? []
    : ["FuzzFrames", "FuzzInflate", "FuzzGateway", "FuzzREST", "FuzzInteractions", "FuzzImport"].map { name in
        .executableTarget(
            name: name, dependencies: ["FuzzSubjects"], path: "Tests/Fuzzing/\(name)",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    }

// The order is the house, top to bottom: a target depends only on what stands below it, and only on what
// scripts/check-imports.sh allows it.
let package = Package(
    name: "dreambot",
    products: [
        .executable(name: "dreambot", targets: ["dreambot"]),
        .executable(name: "dreambot-sandbox", targets: ["dreambot-sandbox"]),
        .executable(name: "websocket-conformance", targets: ["websocket-conformance"]),
        .library(name: "Wishes", targets: ["Wishes"]),
        .library(name: "Discord", targets: ["Discord"]),
        .library(name: "WebSocket", targets: ["WebSocket"]),
        .library(name: "Transport", targets: ["Transport"]),
        .library(name: "CZlib", targets: ["CZlib"]),
        .library(name: "Sandbox", targets: ["Sandbox"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        // What swift-service-lifecycle brings: named here so that its versions are exact too.
        .package(url: "https://github.com/apple/swift-async-algorithms.git", exact: "1.1.4"),
        .package(url: "https://github.com/apple/swift-collections.git", exact: "1.6.0"),
    ],
    targets: [
        .executableTarget(
            name: "dreambot",
            dependencies: ["Wishes", "Discord", "Transport", "CLinux", arguments, logging] + lifecycle,
            swiftSettings: [backToActor], linkerSettings: [boundAtStart]),
        .target(
            name: "Wishes", dependencies: ["Discord", "CZlib", grdb, logging],
            swiftSettings: [callerIsolated, backToActor]),
        .target(
            name: "Discord", dependencies: ["WebSocket", "Transport", "CZlib", logging], swiftSettings: [backToActor]),
        .target(name: "WebSocket"),
        .target(name: "Transport", dependencies: ["CCurl", logging], swiftSettings: [backToActor]),

        .executableTarget(
            name: "websocket-conformance", dependencies: ["WebSocket", "Transport", arguments],
            swiftSettings: [backToActor]),

        .executableTarget(name: "dreambot-sandbox", dependencies: ["Sandbox", arguments]),
        .target(
            name: "Sandbox", dependencies: [flyingFox, "CZlib", logging], exclude: ["README.md"],
            resources: [.embedInCode("Page/Files")]),

        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .target(name: "TestSupport", dependencies: ["Wishes", "Discord", logging], path: "Tests/TestSupport"),
        .target(
            name: "FuzzSubjects", dependencies: ["Discord", "WebSocket", "Wishes", logging],
            path: "Tests/Fuzzing/Subjects"),
        .testTarget(
            name: "WishesTests", dependencies: ["Wishes", "TestSupport", "Transport", "CZlib"],
            swiftSettings: [callerIsolated, backToActor]),
        .executableTarget(
            name: "isolation-probe", path: "Tests/IsolationProbe", swiftSettings: [callerIsolated, backToActor]),
        .testTarget(name: "DiscordTests", dependencies: ["Discord", "WebSocket", "Sandbox", "TestSupport"]),
        .testTarget(name: "WebSocketTests", dependencies: ["WebSocket"]),
        .testTarget(name: "TransportTests", dependencies: ["Transport", "TestSupport", flyingFox]),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox"]),
        .testTarget(name: "DreambotTests", dependencies: ["Discord", "TestSupport", "Wishes", "dreambot"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Discord", "Wishes", "Sandbox", "TestSupport", "dreambot", "dreambot-sandbox"]),
        .testTarget(name: "CorpusTests", dependencies: ["FuzzSubjects"], path: "Tests/Fuzzing/CorpusTests"),
    ] + fuzzers,
    swiftLanguageModes: [.v6]
)
