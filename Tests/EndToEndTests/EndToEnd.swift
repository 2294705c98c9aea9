import Testing

/// Tests of the built command with real processes. One at a time: each wants to see what it does
/// itself to a run, not what sixty other runs on the same processors do to it.
@Suite(.serialized) enum EndToEnd {}
