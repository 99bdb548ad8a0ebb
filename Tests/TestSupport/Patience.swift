extension Duration {
    /// How long a test waits for what must happen. Only a test that fails waits so long, and a crowded machine must not
    /// make one fail.
    public static let patience = Duration.seconds(120)
}
