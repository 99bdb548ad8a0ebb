import Discord
import Testing

@testable import Wishes

@Suite("A chain of locks")
struct LockChainTests {
    private static let (card, first, second, other) = (Snowflake(1), Snowflake(2), Snowflake(3), Snowflake(4))
    private static let expired = CreationLock.lifetime + .seconds(1)

    private func chain() -> LockChain { LockChain(writer: "w-", name: "w-1") }

    /// A chain whose process has taken the first lock at 0.
    private func held() -> LockChain {
        var chain = chain()
        chain.request(after: Self.card, at: .zero)
        #expect(chain.answered(Self.first, holder: "w-1", after: Self.card, at: .zero) == .held)
        return chain
    }

    @Test("A lock is held for its lifetime from the moment of its request, not of its answer")
    func lifetime() {
        var chain = chain()
        chain.request(after: Self.card, at: .zero)
        #expect(chain.answered(Self.first, holder: "w-1", after: Self.card, at: .seconds(15)) == .held)
        #expect(chain.isHeld(at: .seconds(19)))
        #expect(!chain.isHeld(at: .seconds(21)))
    }

    @Test("A lock whose answer took longer than its lifetime is passed over")
    func late() {
        var chain = chain()
        chain.request(after: Self.card, at: .zero)
        chain.request(after: Self.card, at: .seconds(25))
        #expect(chain.answered(Self.first, holder: "w-1", after: Self.card, at: .seconds(26)) == .pass(Self.first))
    }

    @Test("A lock that this process has posted before is passed over: another one may have done so, too")
    func again() {
        var chain = held()
        chain.request(after: Self.card, at: Self.expired)
        #expect(chain.answered(Self.first, holder: "w-1", after: Self.card, at: Self.expired) == .pass(Self.first))
        chain.request(after: Self.first, at: Self.expired)
        #expect(chain.answered(Self.second, holder: "w-1", after: Self.first, at: Self.expired) == .held)
        #expect(chain.release() == [Self.first, Self.second])
        #expect(!chain.isHeld(at: Self.expired))
    }

    @Test("A lock of an earlier process with the same database is passed over at once and deleted in the end")
    func restarted() {
        var chain = chain()
        chain.request(after: Self.card, at: .zero)
        #expect(chain.answered(Self.first, holder: "w-0", after: Self.card, at: .zero) == .pass(Self.first))
        #expect(chain.release() == [Self.first])
    }

    @Test("A lock of another process is respected for its lifetime after it was first seen")
    func others() {
        var chain = chain()
        func ask(at time: Duration) -> LockChain.Step {
            chain.request(after: Self.card, at: time)
            return chain.answered(Self.other, holder: "v-1", after: Self.card, at: time)
        }
        #expect(ask(at: .zero) == .wait(CreationLock.othersLifetime))
        #expect(ask(at: .seconds(30)) == .wait(CreationLock.othersLifetime - .seconds(30)))
        #expect(ask(at: CreationLock.othersLifetime) == .pass(Self.other))
        #expect(chain.release().isEmpty)
    }

    @Test("After a deleted lock that is known the chain goes on; one that is not known is somebody's, just now")
    func deleted() {
        var chain = held()
        _ = chain.release()
        #expect(chain.deleted(after: Self.card) == Self.first)
        #expect(chain.deleted(after: Self.first) == nil)
    }

    @Test("A lock of another process that is found under the card is respected, until it is gone or old")
    func found() {
        var chain = chain()
        #expect(chain.found([(Self.other, "v-1"), (Self.first, "w-0")], at: .zero) == CreationLock.othersLifetime)
        #expect(chain.found([(Self.other, "v-1")], at: .seconds(60)) == CreationLock.othersLifetime - .seconds(60))
        #expect(chain.found([(Self.other, "v-1")], at: CreationLock.othersLifetime) == nil)
        #expect(chain.found([], at: .zero) == nil)
        #expect(chain.release() == [Self.first])
    }
}
