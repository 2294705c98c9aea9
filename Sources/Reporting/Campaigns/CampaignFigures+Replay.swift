extension CampaignFigures {
    /// The command that does a trial again: with the same seed, which other trials hang on, and
    /// beside the results that it is held against.
    package func replay(_ trial: UInt64) -> String {
        "thrice replay \(place) --trial \(trial)"
    }

    /// The campaign as commands name it.
    package var place: String {
        let results = results.map { " --results \(ShellWord.quoted($0))" } ?? ""
        return "\(ShellWord.quoted(file ?? "\(name).yaml")) --seed \(seed)\(results)"
    }
}
