/// The texts of demands that are not the consumer's, and of their answers; `include/thrice.h` and
/// docs/FORMATS.md have them, too.
///
/// The answer has a form of its own: what a program without checkpoints says to a demand that it
/// does not know is then never taken for a state, however many say the same.
package enum ReservedText {
    /// Asks for the state.
    package static let save = Array("thrice:save".utf8)
    /// In front of a state that is to be taken.
    package static let restore = Array("thrice:restore ".utf8)
    /// In front of the state in the answers to both.
    package static let state = Array("thrice:state ".utf8)
    /// No demand of the consumer's begins so where there are checkpoints.
    package static let mark = Array("thrice:".utf8)

    static func isReserved(_ text: UnsafeRawBufferPointer) -> Bool { text.starts(with: mark) }

    /// The state in an answer; nil when it has not that form.
    static func state(in answer: UnsafeRawBufferPointer) -> [UInt8]? {
        answer.starts(with: state) ? Array(answer.dropFirst(state.count)) : nil
    }
}
