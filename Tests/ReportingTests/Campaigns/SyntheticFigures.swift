import Reporting

/// Figures of a campaign that nobody ran, with something in every part.
enum SyntheticFigures {
    typealias Figures = CampaignFigures

    static func share(_ count: UInt64, _ trials: UInt64) -> Figures.Share {
        Figures.Share(count, of: trials, confidence: 0.95)
    }

    static func empty(planned: UInt64 = 10_000) -> Figures {
        Figures(
            name: "registers", ensemble: "variants/brakes", seed: 7, sampling: "uniform",
            points: 189_775_872, planned: planned, trials: 0, confidence: 0.95,
            replicas: ["v01", "v02", "v03"], demands: 40, seconds: 0)
    }

    /// - Parameters:
    ///   - trials: at least 1,000.
    ///   - wrong: silent wrong outputs of the ensemble's own vote.
    static func full(trials: UInt64 = 10_000, wrong: UInt64 = 12) -> Figures {
        var figures = empty(planned: trials)
        figures.trials = trials
        (figures.file, figures.stop) = ("variants/brakes/campaigns/registers.yaml", "none")
        figures.budget = Figures.Budget(
            processorNanoseconds: 50_000_000, wallNanoseconds: 500_000_000, steps: 1_000_000)
        figures.excluded.notInjected = 11
        figures.excluded.notActivated = 37
        figures.excluded.unjudged = 48
        let judged = trials - 48
        figures.votes = votes(judged, wrong)
        figures.lines = lines(judged, wrong)
        figures.live = [
            live("voter", "inject-nothing", [("no effect", 40)]),
            live("voter", "flip-read-bits", [("tolerated and logged", 300), ("no effect", 150)]),
            live("gate", "kill-process", [("detected and safe", 60)]),
        ]
        figures.components = figures.lines[0].components
        hits(&figures, judged)
        figures.demandCounts = (1...8).map {
            Figures.DemandCount(
                demand: $0 * 11, wrong: share($0 == 1 ? wrong : 0, judged / 8),
                failed: share(wrong + 60 / $0, judged / 8))
        }
        figures.silentWrong = (0..<min(wrong, 1000)).map {
            Figures.WrongTrial(
                trial: 100 + $0 * 7, model: "flip-register-bits", replicas: "v01 v02", demand: 11,
                moment: 2345 + $0, place: "rax", bit: $0 % 64)
        }
        figures.silentWrongTrials = wrong
        return figures
    }

    private static func votes(_ judged: UInt64, _ wrong: UInt64) -> [Figures.Vote] {
        func vote(_ name: String, _ wrong: UInt64, _ failed: UInt64) -> Figures.Vote {
            Figures.Vote(
                vote: name,
                outcomes: counts([
                    ("no effect", judged - failed - 900), ("tolerated and logged", 900),
                    ("detected and safe", failed - wrong), ("silent wrong output", wrong),
                ]),
                wrong: share(wrong, judged), failed: share(failed, judged),
                bound: share(wrong, judged).high * 1.1, demandBound: 0.23,
                demandsWrong: wrong > 0 ? 1 : 0,
                failures: 189_775_872 * Double(wrong) / Double(judged))
        }
        var own = vote("2 of 3", wrong, wrong + 40)
        own.ratio = Figures.Ratio(
            to: "alone", value: Double(wrong) / Double(judged / 7), low: 0.001, high: 0.02)
        return [own, vote("alone", judged / 7, judged / 5), vote("3 of 3", 0, judged / 4)]
    }

    static func live(
        _ component: String, _ fault: String, _ outcomes: [(String, UInt64)], wrong: UInt64 = 0
    ) -> Figures.Live {
        let trials = outcomes.reduce(wrong) { $0 + $1.1 }
        var live = Figures.Live(
            component: component, fault: fault, trials: trials, missed: 3)
        live.outcomes = counts(outcomes + [("silent wrong output", wrong)])
        live.wrong = share(wrong, trials)
        (live.bound, live.latency) = (live.wrong.high, 212_000)
        return live
    }

    private static func lines(_ judged: UInt64, _ wrong: UInt64) -> [Figures.Line] {
        [("bits=2", 1, judged / 4 * 3, wrong / 3), ("regions=globals,heap", 2, judged / 4, wrong)]
            .map { settings, hits, trials, wrong in
                Figures.Line(
                    model: hits == 1 ? "flip-register-bits" : "flip-memory-bits",
                    settings: settings, hits: hits, points: 94_887_936, trials: trials,
                    components: components(trials), wrong: share(trials / 7, trials),
                    outcomes: counts([
                        ("no effect", trials - wrong), ("silent wrong output", wrong),
                    ]),
                    votes: ["2 of 3", "alone", "3 of 3"].map {
                        Figures.LineVote(
                            vote: $0, wrong: share($0 == "2 of 3" ? wrong : 0, trials),
                            failed: share(wrong + trials / 50, trials))
                    })
            }
    }

    private static func hits(_ figures: inout Figures, _ judged: UInt64) {
        let registers = ["rax", "rbx", "rsp", "r15"]
        figures.places =
            registers.map { breakdown("flip-register-bits", $0, judged / 4) }
            + ["stack", "heap", "globals"].map { breakdown("flip-memory-bits", $0, judged / 9) }
        figures.bits = (0..<64).map { bit in
            breakdown("flip-register-bits", "\(bit)", judged / 64 + bit)
        }
        figures.moments = (1...10).map {
            breakdown("flip-register-bits", "\($0)", judged / 10 + $0)
        }
        figures.hitReplicas = figures.replicas.map { breakdown("", $0, judged / 3) }
        figures.cells = registers.flatMap { register in
            (0..<64).map { bit in
                Figures.Cell(
                    place: register, bit: bit, trials: judged / 256,
                    wrong: register == "rsp" ? 0 : judged / 256 / (bit / 8 + 1))
            }
        }
        figures.latencies.bounds = [1000, 2000, 5000, 10_000, 20_000, 50_000, 1_000_000]
        figures.latencies.rows = [
            .init(outcome: "wrong value", counts: [0, 0, 4, 90, 400, 30, 2, 0]),
            .init(outcome: "crash", counts: [3, 40, 200, 150, 20, 3, 0, 0]),
            .init(outcome: "hang", counts: [0, 0, 0, 0, 0, 0, 0, 77]),
        ]
        var mode = Figures.CommonMode(
            line: "flip-register-bits ×2", replicas: ["v01", "v02"], trials: judged / 4,
            wrong: [210, 190], together: share(80, judged / 4), identical: 46,
            independent: .init(value: 0.016, low: 0.011, high: 0.022))
        mode.ratio = Figures.Ratio(to: "independence", value: 2, low: 1.5, high: 2.6)
        figures.commonModes = [mode]
    }

    static func breakdown(_ model: String, _ key: String, _ trials: UInt64) -> Figures.Breakdown {
        Figures.Breakdown(
            model: model, key: key, outcomes: components(trials),
            wrong: share(trials / 7, trials))
    }

    private static func components(_ trials: UInt64) -> [Figures.Count] {
        counts([
            ("masked", trials - trials / 7 - trials / 9 - trials / 50 - trials / 90),
            ("wrong value", trials / 7), ("crash", trials / 9), ("self-detected", trials / 50),
            ("hang", trials / 90),
        ])
    }

    private static func counts(_ all: [(String, UInt64)]) -> [Figures.Count] {
        all.map { Figures.Count(outcome: $0.0, count: $0.1) }
    }
}
