// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The benchmarks use the `package` declarations of the package above. These are visible to modules compiled with the
// same -package-name, which the package manager derives from the name of the package's folder. `packageAccess: false`
// keeps it from passing the name of this package.
let folder = URL(fileURLWithPath: Context.packageDirectory).deletingLastPathComponent().lastPathComponent
let mainPackageAccess: [SwiftSetting] = [.unsafeFlags(["-package-name", packageName(ofFolder: folder)])]

/// The package manager's rule: lower case, without the suffix ".git", and "_" for each character that a C99 identifier
/// cannot have at its place.
func packageName(ofFolder folder: String) -> String {
    let identity = (folder.hasSuffix(".git") ? String(folder.dropLast(4)) : folder).lowercased()
    let scalars = identity.precomposedStringWithCanonicalMapping.unicodeScalars.enumerated().map { index, scalar in
        let isDigit = scalar.properties.numericType != nil
        return scalar.properties.isAlphabetic || isDigit && index > 0 ? String(scalar) : "_"
    }
    return scalars.joined()
}

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "dreambot", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        .executableTarget(
            name: "doubles-benchmark",
            dependencies: [
                .product(name: "Wishes", package: "dreambot"), .product(name: "Discord", package: "dreambot"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], packageAccess: false, swiftSettings: mainPackageAccess),
        .executableTarget(
            name: "guild-arrival",
            dependencies: [
                .product(name: "Wishes", package: "dreambot"), .product(name: "Discord", package: "dreambot"),
                .product(name: "Transport", package: "dreambot"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], packageAccess: false, swiftSettings: mainPackageAccess),
        .executableTarget(
            name: "sync-benchmark",
            dependencies: [
                .product(name: "Wishes", package: "dreambot"), .product(name: "Discord", package: "dreambot"),
                .product(name: "Transport", package: "dreambot"), .product(name: "Sandbox", package: "dreambot"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], packageAccess: false, swiftSettings: mainPackageAccess),
        .executableTarget(
            name: "gateway-throughput",
            dependencies: [
                .product(name: "Wishes", package: "dreambot"), .product(name: "Discord", package: "dreambot"),
                .product(name: "Transport", package: "dreambot"), .product(name: "WebSocket", package: "dreambot"),
                .product(name: "CZlib", package: "dreambot"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], packageAccess: false, swiftSettings: mainPackageAccess),
    ],
    swiftLanguageModes: [.v6]
)
