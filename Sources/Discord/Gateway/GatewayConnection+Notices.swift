import Foundation
import Logging

extension GatewayConnection {
    /// Logs what operators need to know about the connection, and records it in `liveness`.
    func report(_ notice: GatewayNotice) {
        switch notice {
        case .identified: log.info("Connected to Discord.", metadata: becameReady { _ in })
        case .resumed: log.info("Resumed the session.", metadata: becameReady { $0.resumes += 1 })
        case .reconnecting(let cause, let pause):
            let now = now()
            liveness.update { $0.becameDisconnected(cause, now: now) }
            log.notice(
                "Lost the gateway connection; reconnecting.",
                metadata: ["cause": "\(cause)", "pause": "\(pause.formattedSeconds)"])
        case .resumeAddressRefused(let address):
            log.warning(
                "The session's resume address is not trusted; asking for another address.",
                metadata: ["address": "\(OutsideText(address, limit: 200))"])
        case .doubted(let fatal):
            log.warning(
                "Discord refused the connection for good; trying once more before stopping.",
                metadata: ["reason": "\(fatal)"])
        case .identifyDelayed(let delay): report(delay)
        }
    }

    /// Logs what is about to be sent.
    func trace(_ effect: GatewaySession.Effect) {
        let opcode: GatewayOpcode
        switch effect {
        case .sendHeartbeat: opcode = .heartbeat
        case .sendIdentify: opcode = .identify
        case .sendResume: opcode = .resume
        case .fetchAddress, .open, .close, .fail, .report: return
        }
        log.trace("Sending a gateway payload.", metadata: ["opcode": .number(opcode.rawValue)])
    }

    private func becameReady(_ change: (inout GatewayLiveness) -> Void) -> Logger.Metadata {
        let now = now()
        let disconnection = liveness.update { facts in
            change(&facts)
            return facts.becameReady(now: now)
        }
        return disconnection.map { ["disconnected": "\($0.formattedSeconds)"] } ?? [:]
    }

    private func report(_ delay: IdentifyDelay) {
        let until = date().addingTimeInterval(delay.pause / .seconds(1))
        if delay.reason != .concurrency { liveness.update { $0.identifyWait = until } }
        let metadata: Logger.Metadata = [
            "until": "\(until.utc)", "wait": "\(delay.pause.formattedSeconds)",
        ]
        switch delay.reason {
        case .spent:
            log.error("Discord allows no more identifies today; waiting for the reset.", metadata: metadata)
        case .allowanceSpent(let count):
            log.error(
                "The bot has identified too often in 24 hours: check what restarts it. Waiting.",
                metadata: metadata.merging(["identifies": .number(count)]) { _, new in new })
        case .quickRestarts(let count):
            log.notice(
                "The bot has identified several times within ten minutes; waiting before the next one.",
                metadata: metadata.merging(["identifies": .number(count)]) { _, new in new })
        case .concurrency:
            log.debug("Discord allows one identify per five seconds; waiting.", metadata: metadata)
        }
    }
}
