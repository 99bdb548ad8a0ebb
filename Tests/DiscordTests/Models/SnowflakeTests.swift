import Testing

@testable import Discord

@Suite("Snowflakes")
struct SnowflakeTests {
    @Test("An id tells when it was made, and the lowest id of a moment tells that moment")
    func time() {
        // The example of Discord's reference.
        #expect(Snowflake(rawValue: 175_928_847_299_117_063).unixMilliseconds == 1_462_015_105_796)
        #expect(Snowflake(unixMilliseconds: 1_462_015_105_796).rawValue == (175_928_847_299_117_063 >> 22) << 22)
        #expect(Snowflake(unixMilliseconds: 1_462_015_105_796).unixMilliseconds == 1_462_015_105_796)
    }

    @Test(
        "Before Discord's epoch the lowest id is 0", arguments: [0, 1_420_070_399_999, 1_420_070_400_000] as [UInt64])
    func epoch(unixMilliseconds: UInt64) {
        #expect(Snowflake(unixMilliseconds: unixMilliseconds).rawValue == 0)
    }
}
