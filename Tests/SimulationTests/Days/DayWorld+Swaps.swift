import Recovery

/// Other programs take seats.
extension DayWorld {
    func swap(_ replica: Int, _ newcomer: Trouble.Newcomer, proof: UInt64) {
        guard !keeper.isSwapping, !seats[replica].isEjected else { return }
        seats[replica].newcomer = DaySeat.Build(
            number: builds, crashesSoon: newcomer == .crashes, lies: newcomer == .lies)
        builds += 1
        obey(keeper.swap(SwapTerms(seat: replica, proof: proof), at: now))
    }

    /// The newcomer's ballot, or that of who sat there before, which proves nothing.
    func prove(_ replica: Int, _ closing: Closing, _ count: Int) {
        guard seats[replica].former != nil, keeper.isSwapping else { return }
        obey(keeper.tried(replica, closing, count, at: now))
    }

    func exchange(_ replica: Int, _ side: SwapSide) {
        if seats[replica].isRunning {
            fail("SeatsAreFree", "\(replica) is exchanged while it runs")
        }
        switch side {
        case .newcomer:
            guard let newcomer = seats[replica].newcomer else {
                return fail("SeatsAreFree", "\(replica) has no newcomer")
            }
            seats[replica].former = seats[replica].build
            seats[replica].build = newcomer
        case .former:
            guard let former = seats[replica].former else {
                return fail("SeatsAreFree", "\(replica) has nobody to come back")
            }
            // What it has failed on is forgotten: to the checkers it is another build, and one
            // that crashed has been mended.
            seats[replica].build = DaySeat.Build(number: builds, poison: former.poison)
            builds += 1
        }
    }

    func endSwap(_ replica: Int, _ end: SwapEnd) {
        guard let newcomer = seats[replica].newcomer else {
            return fail("SeatsAreFree", "a swap of \(replica) ends that never was")
        }
        history.swaps.append(
            DayHistory.Swapped(
                at: now, replica: replica, end: end, newcomer: newcomer,
                build: seats[replica].build.number))
        seats[replica].newcomer = nil
        seats[replica].former = nil
        guard end == .settled, newcomer.crashesSoon else { return }
        seats[replica].loops += 1
        agenda.add(
            .healed(replica, loop: seats[replica].loops), at: now + 3_600 * DayScenario.second)
    }
}
