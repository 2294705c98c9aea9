import Recovery
import Testing

/// Whatever happens to the machine, nobody is ended who could not move, and whoever stands still
/// for reasons of its own is found.
@Suite struct LifeWorldTests {
    private func firstFlaw<Observer: LifeObserver>(
        of type: Observer.Type, _ words: String = ""
    ) -> (seed: UInt64, what: String)? {
        for seed in 1...400 as ClosedRange<UInt64> {
            var world = LifeWorld(seed: seed)
            if let what = world.flaw(of: type), what.contains(words) { return (seed, what) }
        }
        return nil
    }

    @Test func `the observer is right in all histories`() {
        let flaw = firstFlaw(of: SignOfLife.self)
        #expect(flaw == nil, "\(String(describing: flaw))")
    }

    @Test func `a false alarm is found`() {
        let twins: [any LifeObserver.Type] = [
            SilentObserver.self, HastyObserver.self, DiskBlamingObserver.self, RudeObserver.self,
            CredulousObserver.self,
        ]
        for twin in twins { #expect(firstFlaw(of: twin, "a correct one") != nil, "\(twin)") }
    }

    @Test func `one that finds no spinning is found`() {
        #expect(firstFlaw(of: LenientObserver.self, "none was found") != nil)
    }
}
