import Specifications
import Testing
import Voting

/// Saved states are held against the states that the answers allow, and answers against them.
@Suite struct SavedStateTests {
    private static let lift = """
        MACHINE Lift
        SETS DOOR = {OPENED, CLOSED}
        VARIABLES floor, door, seen
        INVARIANT floor : 0..9 & door : DOOR & seen : POW(0..9)
        INITIALISATION floor := 0 || door := CLOSED || seen := {}
        OPERATIONS
          at <-- step(go) =
            PRE go : 0..9 THEN
              ANY ff WHERE ff : {go, floor} THEN
                floor := ff || at := go || door := OPENED || seen := seen \\/ {go}
              END
            END
        END
        """

    private func rig() throws -> Rig {
        try Rig(
            function: binding(Self.lift, file: "Lift.mch"), demand: schema(field("go", .integer)),
            answer: try SchemaText.parse("at integer"))
    }

    private func judge(_ rig: Rig, _ state: String, replica: Int = 0) -> Acceptance {
        Array(state.utf8).withUnsafeBytes { rig.test.judge(replica, state: $0) }
    }

    private func begin(_ rig: Rig, _ state: String, replica: Int) -> Bool {
        Array(state.utf8).withUnsafeBytes { rig.test.begins(replica, in: $0) }
    }

    @Test func `a state that the answers allow is accepted, whatever stands beside it`() throws {
        let rig = try rig()
        #expect(rig.judge("3", "3") == .accepted)
        #expect(judge(rig, "floor=3;door=OPENED;seen={3};own=7") == .accepted)
        // It is narrowed to that: it has not stayed on the ground floor.
        #expect(judge(rig, "floor=0;door=OPENED;seen={3}") == .rejected)
    }

    @Test(arguments: [
        "floor=4;door=OPENED;seen={3}", "floor=3;door=OPENED", "floor=3;door=CLOSED;seen={3}",
        "floor=3;door=OPENED;seen={3, 4}", "floor=03;door=OPENED;seen={3}", "",
    ])
    func `a state that they do not allow is rejected`(state: String) throws {
        let rig = try rig()
        #expect(rig.judge("3", "3") == .accepted)
        #expect(judge(rig, state) != .accepted)
    }

    @Test func `a newcomer is judged from the state that it took`() throws {
        let rig = try rig()
        #expect(begin(rig, "floor=5;door=OPENED;seen={2, 5}", replica: 1))
        #expect(rig.judge("7", "7", replica: 1) == .accepted)
        #expect(judge(rig, "floor=5;door=OPENED;seen={2, 5, 7}", replica: 1) == .accepted)
        for text in ["floor=5", "floor=5;door=AJAR;seen={}", "floor=x;door=OPENED;seen={}"] {
            #expect(!begin(rig, text, replica: 2), "\(text)")
        }
    }
}
