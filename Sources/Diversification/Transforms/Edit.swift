/// A change of text; ranges are bytes of the source before any change.
enum Edit {
    /// The range's text becomes this one.
    case replace(Range<Int>, String)
    /// Slot `k` is filled with the text of slot `order[k]`; what lies between slots stays.
    case permute(slots: [Range<Int>], order: [Int])
}

extension SourceText {
    /// The source with all edits made. Edits may lie inside the slots of others, never across.
    func applying(_ edits: [Edit]) -> SourceText {
        var pieces: [Piece] = []
        for edit in edits {
            switch edit {
            case .replace(let range, let text):
                pieces.append(Piece(range: range, content: .text(Array(text.utf8))))
            case .permute(let slots, let order):
                for (slot, source) in zip(slots, order) {
                    pieces.append(Piece(range: slot, content: .range(slots[source])))
                }
            }
        }
        pieces.sort {
            let (left, right) = ($0.range, $1.range)
            return (left.lowerBound, -left.upperBound) < (right.lowerBound, -right.upperBound)
        }
        var output: [UInt8] = []
        render(0..<bytes.count, pieces, except: nil, into: &output)
        return SourceText(output)
    }

    private struct Piece {
        enum Content {
            case text([UInt8])
            case range(Range<Int>)
        }
        let range: Range<Int>
        let content: Content
    }

    /// - Parameter except: the piece whose content is being rendered, not to be replaced again.
    private func render(
        _ range: Range<Int>, _ pieces: [Piece], except: Range<Int>?, into output: inout [UInt8]
    ) {
        var at = range.lowerBound
        for piece in pieces where piece.range.lowerBound >= at {
            if piece.range.upperBound > range.upperBound { continue }
            if piece.range == except { continue }
            output += bytes[at..<piece.range.lowerBound]
            switch piece.content {
            case .text(let text): output += text
            case .range(let source): render(source, pieces, except: source, into: &output)
            }
            at = piece.range.upperBound
        }
        output += bytes[at..<range.upperBound]
    }
}
