import Foundation
import Logging

extension Sandbox {
    /// The initial settings of a sandbox.
    public struct Configuration: Sendable {
        /// The port on 127.0.0.1; 0 takes a free one.
        public var port: UInt16 = 0
        /// Token, privileged intents, identify quota.
        public var portal = Portal()
        /// The bot's name.
        public var botName = "dreambot"
        /// Milliseconds between heartbeats.
        public var heartbeatInterval = 41_250
        /// Dispatches kept per session for a resume.
        public var replayLimit = 1000
        /// Seconds a session can be resumed after its connection ended, by the sandbox's clock.
        public var sessionLifetime: TimeInterval = 180
        /// Seconds within which an interaction needs its first response, by the sandbox's clock.
        /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding
        public var interactionDeadline: TimeInterval = 3
        /// Milliseconds every REST answer is delayed.
        public var latency = 0
        /// Rate limits; nil switches them off.
        public var rateLimits: [RateLimit]?
        /// Requests that the bot may send in a second while there are rate limits; Discord allows large bots more than 50.
        public var requestsPerSecond = 50
        /// The bot that the page can start and stop, as a program with its arguments; nil: none.
        public var botCommand: [String]?
        /// The steps that the page can play; see README.md of this folder.
        public var story: JSON?
        /// A folder to read the page's files from instead of those built in.
        public var pageFolder: URL?
        /// A file to record the traffic in, as JSON lines without tokens; nil: none.
        public var recordingPath: String?
        /// A recording to play to the bot instead of simulating a world; nil: none.
        var recording: [RecordedEvent]?
        /// How long the bot may take to do what it did in the recording; then that is skipped.
        public var replayPatience = Duration.seconds(5)
        /// The logger for the server's messages.
        public var logger = Logger(label: "sandbox")

        /// The defaults.
        public init() {}

        /// Reads a recording to play to the bot. Throws: `Failure.invalid` with the line that is wrong.
        public mutating func readRecording(_ path: String) throws {
            recording = try Recording.read(path)
        }
    }
}
