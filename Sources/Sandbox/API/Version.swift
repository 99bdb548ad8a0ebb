extension Sandbox {
    /// The version of the Sandbox, which counts by itself: a change that breaks scripts or tests raises the first number
    /// (https://semver.org).
    public static let version = "1.0.0"
}
