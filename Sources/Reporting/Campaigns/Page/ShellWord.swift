/// A word of a command line.
package enum ShellWord {
    /// As a shell would take it back.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "+"...":", "=", "_", "@", "%": true
            default: false
            }
        }
        if isPlain && !word.isEmpty && !word.hasPrefix("-") { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
