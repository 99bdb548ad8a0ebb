import Testing

@testable import Wishes

@Suite("Bounded maps")
struct BoundedMapTests {
    @Test("The oldest entry is forgotten first, and the size never exceeds the limit")
    func limit() {
        var map = BoundedMap<Int, Int>(limit: 3)
        for key in 1...10 {
            map[key] = key
            #expect(map.count <= 3)
        }
        #expect((1...10).filter { map[$0] != nil } == [8, 9, 10])
        map[9] = nil
        map[11] = 11
        #expect((1...11).filter { map[$0] != nil } == [8, 10, 11])
    }

    @Test("Entries that come and go many times push nothing out and leave nothing behind")
    func churn() {
        var map = BoundedMap<Int, Int>(limit: 4)
        map[0] = 7
        for key in 1...1_000 {
            map[key] = key
            map[key, default: 0] += 1
            map[key] = nil
        }
        #expect(map[0] == 7)
        #expect(map.count == 1)
    }
}
