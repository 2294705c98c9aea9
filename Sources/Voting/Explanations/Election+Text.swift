extension Election {
    /// A computed number as an answer: the shortest text that is read back as the same double.
    package static func answer(of number: Double) -> [UInt8] { Array(NumberText.of(number).utf8) }
}
