/// One thing that is wrong with a configuration, and where.
package struct Problem: Sendable, Equatable {
    package let place: Place
    /// A lower-case fragment without the place.
    package let message: String
    /// What to write or run instead.
    package let hint: String?

    package init(_ place: Place, _ message: String, hint: String? = nil) {
        self.place = place
        self.message = message
        self.hint = hint
    }

    /// Where a value was written.
    package enum Place: Sendable, Equatable {
        /// Both count from 1; columns are Unicode scalars.
        case file(line: Int, column: Int)
        /// A flag of the command line, as `--agree`.
        case flag(String)
    }
}

/// A value with the place where it was written.
package struct Placed<Value> {
    package var value: Value
    package var place: Problem.Place

    package init(_ value: Value, _ place: Problem.Place) {
        self.value = value
        self.place = place
    }
}
