import Testing

/// Tests with processes come one after the other: they count what is left behind.
@Suite(.serialized, .timeLimit(.minutes(2)))
enum RealProcesses {}
