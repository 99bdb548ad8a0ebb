// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The benchmarks look into the package above with `package` access, which is open to modules of the same package name.
// The package manager names a package after its folder.
let folder = URL(fileURLWithPath: Context.packageDirectory).deletingLastPathComponent().lastPathComponent
let packageName = String(folder.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
let insider: [SwiftSetting] = [.unsafeFlags(["-package-name", packageName])]

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "dreambot", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        .executableTarget(
            name: "sync-benchmark",
            dependencies: [
                .product(name: "Wishes", package: "dreambot"), .product(name: "Discord", package: "dreambot"),
                .product(name: "Transport", package: "dreambot"), .product(name: "Sandbox", package: "dreambot"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: insider),
        .executableTarget(
            name: "gateway-throughput",
            dependencies: [
                .product(name: "Wishes", package: "dreambot"), .product(name: "Discord", package: "dreambot"),
                .product(name: "Transport", package: "dreambot"), .product(name: "WebSocket", package: "dreambot"),
                .product(name: "CZlib", package: "dreambot"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: insider),
    ],
    swiftLanguageModes: [.v6]
)
