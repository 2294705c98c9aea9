import CClang

/// Which class a value is of, and what is done to it.
extension CodeFlow {
    mutating func slot(ofEnumeration cursor: Cursor) -> Int {
        classes.slot(of: cursor) {
            var facts = CodeClasses.Facts()
            facts.enumerations = [cursor]
            return facts
        }
    }

    /// What a variable, parameter or field holds; of an array, what each element holds.
    mutating func storage(_ cursor: CXCursor) -> Value {
        let kind = clang_getCursorKind(cursor)
        guard [CXCursor_VarDecl, CXCursor_ParmDecl, CXCursor_FieldDecl].contains(kind) else {
            return .opaque
        }
        let type = clang_getCursorType(cursor).element
        if type.kind == CXType_Enum {
            let escapes = !isOwn(cursor) || clang_Cursor_isBitField(cursor) != 0
            let slot = slot(ofEnumeration: type.enumeration)
            if escapes { escape(.slot(slot), \.outsideCallsFixCodes) }
            return .slot(slot)
        }
        guard type.isCode else { return .opaque }
        let escapes =
            !isOwn(cursor) || clang_Cursor_isBitField(cursor) != 0
            || clang_getCursorType(cursor).holdsVolatile
        let canonical = Cursor(raw: clang_getCanonicalCursor(cursor))
        return .slot(
            classes.slot(of: canonical) {
                var facts = CodeClasses.Facts()
                facts.hasEscaped = escapes
                facts.isNarrow = clang_Type_getSizeOf(type) < 4
                facts.names = [canonical.spelling]
                return facts
            })
    }

    /// Defined in this unit, and in no other one said by name.
    private func isOwn(_ cursor: CXCursor) -> Bool {
        if clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) != 0 { return false }
        let name = Cursor(raw: cursor).spelling
        let isShared =
            clang_getCursorKind(cursor) == CXCursor_FieldDecl
            || clang_getCursorLinkage(cursor) == CXLinkage_External
        if isShared, program.isNamedElsewhere(name) { return false }
        guard clang_getCursorKind(cursor) == CXCursor_VarDecl else { return true }
        return clang_Cursor_isNull(clang_getCursorDefinition(cursor)) == 0
            || clang_Cursor_getStorageClass(cursor) != CX_SC_Extern
    }

    /// What a call of the function gives.
    mutating func result(of function: Cursor) -> Value {
        let type = clang_getResultType(clang_getCursorType(function.raw)).canonical
        if type.kind == CXType_Enum { return .slot(slot(ofEnumeration: type.enumeration)) }
        guard type.isCode else { return .opaque }
        return .slot(
            classes.slot(of: function) {
                var facts = CodeClasses.Facts()
                facts.isNarrow = clang_Type_getSizeOf(type) < 4
                facts.names = [function.spelling]
                return facts
            })
    }

    // MARK: Uses

    mutating func escape(_ value: Value, _ rule: Rule) {
        guard case .slot(let slot) = value, program.rules[keyPath: rule] else { return }
        classes.change(slot) { $0.hasEscaped = true }
    }

    mutating func truth(of value: Value) {
        guard case .slot(let slot) = value, program.rules.zeroIsKept else { return }
        classes.change(slot) { $0.keepsZero = true }
    }

    mutating func flow(_ value: Value, into target: Value) {
        switch (target, value) {
        case (.slot(let left), .slot(let right)): classes.unite(left, right)
        case (.slot(let slot), .literal(let literal)): classes.add(literal, to: slot)
        case (.slot, .opaque): escape(target, \.arithmeticFixesCodes)
        case (_, _): escape(value, \.arithmeticFixesCodes)
        }
    }

    mutating func compare(_ left: Value, _ right: Value) {
        switch (left, right) {
        case (.slot(let slot), let other), (let other, .slot(let slot)):
            flow(other, into: .slot(slot))
            classes.change(slot) { $0.isCompared = true }
        default: break
        }
    }

    /// One of the two.
    mutating func merge(_ left: Value, _ right: Value) -> Value {
        if case .opaque = left, case .opaque = right { return .opaque }
        let either = Value.slot(classes.make())
        flow(left, into: either)
        flow(right, into: either)
        return either
    }

    // MARK: Types

    /// An object of the type starts out as zero, at least in part.
    mutating func keepZero(_ type: CXType, _ storage: Value) {
        truth(of: storage)
        let element = type.element
        guard element.kind == CXType_Record else { return }
        for field in element.fields { keepZero(clang_getCursorType(field), self.storage(field)) }
    }

    /// All codes that can be reached from a value of the type are seen.
    mutating func expose(_ type: CXType) {
        let type = type.element
        switch type.kind {
        case CXType_Enum: escape(.slot(slot(ofEnumeration: type.enumeration)), \.bytesFixCodes)
        case CXType_Pointer: expose(clang_getPointeeType(type))
        case CXType_FunctionProto, CXType_FunctionNoProto:
            expose(clang_getResultType(type))
            for index in 0..<max(0, clang_getNumArgTypes(type)) {
                expose(clang_getArgType(type, UInt32(index)))
            }
        case CXType_Record:
            let record = Cursor(raw: clang_getTypeDeclaration(type))
            guard program.rules.bytesFixCodes, exposedRecords.insert(record).inserted else {
                return
            }
            for field in type.fields {
                escape(storage(field), \.bytesFixCodes)
                expose(clang_getCursorType(field))
            }
        default: break
        }
    }

    /// A value goes from one type to another.
    mutating func convert(_ value: Value, of operand: Node, to target: CXType) -> Value {
        let from = operand.type.canonical
        let to = target.canonical
        if to.kind == CXType_Void { return .opaque }
        if to.kind == CXType_Bool {
            truth(of: value)
            return .opaque
        }
        if to.isPointer || from.isPointer {
            pointers(operand, from, to)
            escape(value, \.bytesFixCodes)
            return .opaque
        }
        if to.kind == CXType_Enum {
            let target = Value.slot(slot(ofEnumeration: to.enumeration))
            flow(value, into: target)
            return target
        }
        guard to.isCode else {
            escape(value, \.arithmeticFixesCodes)
            return .opaque
        }
        if clang_Type_getSizeOf(to) < 4, case .slot(let slot) = value {
            classes.change(slot) { $0.isNarrow = true }
        }
        return value
    }

    /// Other types see the same bytes from here on.
    private mutating func pointers(_ operand: Node, _ from: CXType, _ to: CXType) {
        if operand.bare.constant == 0 { return }
        if from.isPointer, to.isPointer {
            let (here, there) = (clang_getPointeeType(from), clang_getPointeeType(to))
            if here.isSame(as: there) { return }
            switch operand.bare.calledName {
            case "malloc", "aligned_alloc", "realloc": return
            case "calloc": return keepZero(there, .opaque.orEnumeration(of: there, in: &self))
            default: break
            }
        }
        expose(from)
        expose(to)
    }
}

extension CXType {
    /// The declaration of an enumeration's type.
    var enumeration: Cursor {
        Cursor(raw: clang_getCanonicalCursor(clang_getTypeDeclaration(canonical)))
    }

    /// An integer that may hold codes; `_Bool` changes what it is given.
    var isCode: Bool {
        [
            CXType_Char_U, CXType_UChar, CXType_UShort, CXType_UInt, CXType_ULong,
            CXType_ULongLong, CXType_Char_S, CXType_SChar, CXType_Short, CXType_Int, CXType_Long,
            CXType_LongLong,
        ].contains(canonical.kind)
    }

    func isSame(as other: CXType) -> Bool {
        clang_equalTypes(
            clang_getUnqualifiedType(canonical), clang_getUnqualifiedType(other.canonical)) != 0
    }
}

extension Node {
    /// The name of the system's function that this node calls.
    var calledName: String? {
        guard kind == CXCursor_CallExpr, let function = children.first?.bare.declaration,
            function.kind == CXCursor_FunctionDecl, function.isInSystemHeader
        else { return nil }
        return function.name
    }
}
