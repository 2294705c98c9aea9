/// What keeps a test from going on: a limit passed, or the machine refused something.
struct KitError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
