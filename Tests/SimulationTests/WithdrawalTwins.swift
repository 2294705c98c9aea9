import Voting

// Twins of the shell that do wrong what is to be done with a replica that is to leave.

/// Ends it at once, and what it holds with it.
final class DroppingShell: Shell {
    override func withdraw(_ replica: Int, at now: UInt64) {
        if connections[replica] != nil { lose(replica, .withdrawn, at: now) }
    }
}

/// Ends it as if it had crashed.
final class BlamingWithdrawalShell: Shell {
    override func withdraw(_ replica: Int, at now: UInt64) {
        if connections[replica] != nil { lose(replica, .died, at: now) }
    }
}

/// Lets it run on.
final class KeepingShell: Shell {
    override func withdraw(_ replica: Int, at now: UInt64) {}
}

/// Says of each that it stays.
final class RefusingShell: Shell {
    override func withdraw(_ replica: Int, at now: UInt64) { world.note(.stays(replica)) }
}
