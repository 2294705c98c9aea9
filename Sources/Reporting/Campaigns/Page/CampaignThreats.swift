/// What could make a campaign's figures mean less than they seem to, and in which direction.
enum CampaignThreats {
    struct Threat {
        let title: String
        let text: String
    }

    static let all = [
        Threat(
            title: "Faults strike between instructions",
            text: "Registers and memory are changed through ptrace while the process stands "
                + "between two instructions. Faults within the pipeline, in caches, in address "
                + "translation or on buses are not among them."),
        Threat(
            title: "Targets have one thread",
            text: "What several threads do in another order because of a fault is not seen."),
        Threat(
            title: "Votes are taken on recorded answers",
            text: "The replicas that are not hit answer from the run without faults; only the one "
                + "that is hit runs. What a fault does to others through the machine they share, "
                + "such as its memory or its load, is not seen. That such votes "
                + "are those of the ensemble itself is held against it for some trials only."),
        Threat(
            title: "Time is processor time",
            text: "A replica that is pre-empted is not slower by this clock, and the deadline of "
                + "the vote is not put to the test by it. A replica that hangs is ended at its "
                + "budget; one that would have answered later counts as hanging."),
        Threat(
            title: "Faults that were never in use",
            text: "A fault that could not be put, or that the processor did not keep, is counted "
                + "apart. One that was overwritten before anything read it cannot be told from one "
                + "that was read without effect: both count as masked, and make shares smaller."),
        Threat(
            title: "One answer is looked at",
            text: "A replica is followed until it waits for its next demand. What the fault has "
                + "left in its state may show at later answers, and counts as masked here. Whole "
                + "ensembles are given two more demands behind the fault."),
        Threat(
            title: "A led process takes its time",
            text: "While a process of a whole ensemble is led to its moment, verdicts are taken "
                + "for longer than the ensemble allows. That old ones are refused shows where "
                + "faults need no leading, as with delayed transfers."),
        Threat(
            title: "Most memory is never read again",
            text: "Single bits of memory are mostly masked, whatever the vote. A share over a "
                + "large memory says more about the memory than about the program: compare by the "
                + "number of faults, not by the share."),
        Threat(
            title: "Pruned faults are concluded",
            text: "In a pruned campaign one fault stands for those that strike the same bit before "
                + "the same instruction reads it, and what is written over unread is masked "
                + "without a trial. That rests on what each instruction is known to read and "
                + "write. What nothing reads before the next demand is dormant: it may show then."),
        Threat(
            title: "Moments are counted in instructions",
            text: "Without counters in the processor each instruction is as likely a moment as "
                + "any other, however long it takes. Faults that gather where time is spent, as "
                + "in waits for memory, are hit less often than in the field."),
        Threat(
            title: "Faults are drawn with replacement",
            text: "The same fault can be drawn twice and counts twice. Where there are more trials "
                + "than faults, intervals are wider than they need be."),
        Threat(
            title: "Trials of one demand resemble each other",
            text: "The claim takes demands for what was drawn at random, and trials within one for "
                + "dependent, and so do intervals of ratios. Intervals in plots (Wilson) do not, "
                + "and are for looking at. The demands are those of the ensemble, not of its use."),
        Threat(
            title: "Common mode is what it was made to be",
            text: "The same place and bit at the same part of the window in several replicas "
                + "stands for a cause in common; it is no measure of how often causes are in "
                + "common. Different programs have different things in the same register."),
        Threat(
            title: "What is right is what was said without a fault",
            text: "An answer is wrong when it is not what goes out without the fault. Faults that "
                + "all replicas have in their text are not seen."),
    ]

    static var markup: Markup {
        .element(
            "dl", [("class", "threats")],
            all.flatMap { threat in
                [
                    Markup.element("dt", [], text: threat.title),
                    Markup.element("dd", [], text: threat.text),
                ]
            })
    }
}
