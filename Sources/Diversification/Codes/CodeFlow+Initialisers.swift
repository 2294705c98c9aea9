import CClang

/// Codes in initialisers: which element or field gets which value.
extension CodeFlow {
    /// The first value of an object, or of a part of one.
    mutating func assign(_ child: Node, to type: CXType, _ storage: Value, of owner: CXCursor) {
        let isAggregate = type.isArray || type.canonical.kind == CXType_Record
        if child.kind == CXCursor_InitListExpr {
            guard isAggregate else {
                for inner in child.children { escape(evaluate(inner), \.arithmeticFixesCodes) }
                return escape(storage, \.arithmeticFixesCodes)
            }
            return initialise(child, type, storage)
        }
        let value = evaluate(child)
        if !isAggregate { return flow(value, into: storage) }
        if type.canonical.isSame(as: child.type) {
            return type.isArray ? escape(storage, \.arithmeticFixesCodes) : ()
        }
        // A string, or braces left out: which part gets what is not told.
        escape(value, \.arithmeticFixesCodes)
        escape(storage, \.arithmeticFixesCodes)
        expose(type)
        expose(clang_getCursorType(owner))
    }

    mutating func initialise(_ list: Node, _ type: CXType, _ storage: Value) {
        keepZero(type, storage)
        if let element = type.canonical.elementOfArray {
            for child in list.children {
                if isDesignated(child) {
                    designated(child, type, storage)
                } else {
                    part(child, element, storage, of: type)
                }
            }
            return
        }
        var position = 0
        let fields = type.canonical.fields
        for child in list.children {
            if isDesignated(child) {
                position =
                    designated(child, type, storage).map { named in
                        (fields.firstIndex { clang_equalCursors($0, named) != 0 } ?? fields.count)
                            + 1
                    } ?? fields.count
                continue
            }
            guard position < fields.count else {
                if list.children.count == 1, child.constant == 0 { return }
                misfit(child, type)
                continue
            }
            part(
                child, clang_getCursorType(fields[position]), self.storage(fields[position]),
                of: type)
            position += 1
        }
    }

    /// One element or field; where braces are left out everything in the whole is seen.
    private mutating func part(
        _ child: Node, _ type: CXType, _ storage: Value, of whole: CXType
    ) {
        let isAggregate = type.isArray || type.canonical.kind == CXType_Record
        if isAggregate, child.kind != CXCursor_InitListExpr,
            !type.canonical.isSame(as: child.type)
        {
            escape(storage, \.arithmeticFixesCodes)
            return misfit(child, whole)
        }
        assign(child, to: type, storage, of: child.cursor)
    }

    private mutating func misfit(_ child: Node, _ whole: CXType) {
        escape(evaluate(child), \.arithmeticFixesCodes)
        expose(whole)
    }

    /// `.a.b = v` and `[i].a = v`; gives the first field named.
    @discardableResult
    private mutating func designated(
        _ node: Node, _ whole: CXType, _ storage: Value
    ) -> CXCursor? {
        var type = whole
        var holder = storage
        var first: CXCursor?
        guard let value = node.children.last, value.isExpression else {
            escapeAll(node)
            return nil
        }
        for designator in node.children.dropLast() {
            if designator.kind == CXCursor_MemberRef, let field = designator.declaration {
                first = first ?? field.cursor
                type = clang_getCursorType(field.cursor)
                holder = self.storage(field.cursor)
            } else if designator.isExpression, let element = type.canonical.elementOfArray {
                escape(evaluate(designator), \.arithmeticFixesCodes)
                type = element
            } else {
                escapeAll(node)
                expose(whole)
                return first
            }
        }
        part(value, type, holder, of: whole)
        return first
    }

    private func isDesignated(_ child: Node) -> Bool {
        child.kind == CXCursor_UnexposedExpr && child.implicitlyConverted == nil
            && child.isInMainFile && !child.startsInMacro
            && [0x2e, 0x5b].contains(program.source.bytes[child.range.lowerBound])
    }
}
