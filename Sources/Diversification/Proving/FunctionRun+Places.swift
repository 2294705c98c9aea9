import CClang

extension FunctionRun {
    /// Whether the expression names an object, not a value that a call or operator gave.
    func isPlace(_ node: Node) -> Bool {
        if let child = node.implicitlyConverted { return isPlace(child) }
        switch node.kind {
        case CXCursor_DeclRefExpr, CXCursor_ArraySubscriptExpr: return true
        case CXCursor_UnaryOperator: return node.unaryOperator == CXUnaryOperator_Deref
        case CXCursor_ParenExpr: return node.children.first.map(isPlace) ?? false
        case CXCursor_MemberRefExpr:
            guard let base = node.children.first(where: \.isExpression) else { return false }
            return base.type.isPointer || isPlace(base)
        default: return false
        }
    }

    /// Where an object is; finding it may have effects.
    func location(_ node: Node) throws(Unproved) -> Location {
        if let child = node.implicitlyConverted { return try location(child) }
        switch node.kind {
        case CXCursor_ParenExpr where node.children.count == 1:
            return try location(node.children[0])
        case CXCursor_DeclRefExpr:
            guard let variable = node.declaration, variable.isVariable else { break }
            return try location(of: variable)
        case CXCursor_StringLiteral:
            return Location(root: .pointee(try value(node)))
        case CXCursor_UnaryOperator where node.unaryOperator == CXUnaryOperator_Deref:
            guard let pointer = node.children.first else { break }
            return target(try value(pointer), constant(0, "int"), 0)
        case CXCursor_ArraySubscriptExpr where node.children.count == 2:
            return try element(node)
        case CXCursor_MemberRefExpr:
            return try member(node)
        default: break
        }
        throw Unproved("place not understood")
    }

    private func location(of variable: Declaration) throws(Unproved) -> Location {
        if let location = locals[variable.id] { return location }
        guard let name = unit.persistentNames[variable.id] else {
            throw Unproved("variable without a value")
        }
        let isExposed = unit.exposed.contains(variable.id)
        return Location(root: .persistent(make(.object, name), isExposed: isExposed))
    }

    private func element(_ node: Node) throws(Unproved) -> Location {
        let isSwapped = node.children[1].type.isPointer
        let base = node.children[isSwapped ? 1 : 0]
        let index = node.children[isSwapped ? 0 : 1]
        if let array = base.implicitlyConverted, array.type.isArray {
            let whole = try location(array)
            let number = try value(index)
            let place = whole.appending(step(number, index.constant))
            let size = clang_getArraySize(array.type.canonical)
            let isInside = index.constant.map { $0 >= 0 && $0 < size } ?? false
            if !isInside { demand(self.place(place)) }
            return place
        }
        let pointer = try value(base)
        return target(pointer, try value(index), index.constant)
    }

    /// The element of what a pointer points to.
    private func target(_ pointer: Term, _ index: Term, _ constant: Int64?) -> Location {
        let known = addresses[pointer]
        if constant == 0, let known { return known }
        let place =
            constant.flatMap { known?.moved(by: $0, sum) }
            ?? Location(root: .pointee(pointer), steps: [step(index, constant)])
        demand(self.place(place))
        return place
    }

    private func step(_ index: Term, _ constant: Int64?) -> Location.Step {
        .element(index, constant: constant ?? 0, beyond: constant == nil ? index : nil)
    }

    /// An index, so many elements after another one or the first.
    private func sum(_ offset: Int64, beyond: Term?) -> Term {
        let offset = constant(offset, "int")
        return beyond.map { make(.apply, "index", [$0, offset]) } ?? offset
    }

    private func member(_ node: Node) throws(Unproved) -> Location {
        guard let base = node.children.first(where: \.isExpression), let field = node.declaration
        else { throw Unproved("member") }
        let object =
            base.type.isPointer
            ? target(try value(base), constant(0, "int"), 0) : try location(base)
        let parent = clang_getCursorSemanticParent(field.cursor)
        // Fields of an anonymous struct may lie in a union with others.
        let isApart =
            clang_getCursorKind(parent) == CXCursor_StructDecl
            && clang_Cursor_isAnonymous(parent) == 0
            && clang_Cursor_isAnonymousRecordDecl(parent) == 0
        let record = make(.object, TypeName.of(clang_getCursorType(parent)))
        return object.appending(
            .field(make(.object, field.name), record: record, isApart: isApart))
    }

    /// A field of a value.
    func field(_ node: Node) throws(Unproved) -> Term {
        guard let base = node.children.first(where: \.isExpression), let field = node.declaration
        else { throw Unproved("member") }
        return make(.field, field.name, [try value(base)])
    }

    func address(_ location: Location) -> Term {
        let term = make(.address, "", [place(location)])
        addresses[term] = location
        return term
    }

    /// An array as the pointer to its first element.
    func decayed(_ array: Node) throws(Unproved) -> Term {
        let first = step(constant(0, "int"), 0)
        return address(try location(array).appending(first))
    }

    // MARK: Initialisers

    /// The value of a braced list; what it leaves out and what is zero is not said.
    func aggregate(_ node: Node, _ type: CXType) throws(Unproved) -> Term {
        let type = type.canonical
        if node.children.isEmpty { return make(.aggregate) }
        if node.children.count == 1, let only = node.children.first {
            if only.constant == 0 { return make(.aggregate) }
            if type.isScalar || only.kind == CXCursor_StringLiteral { return try value(only) }
        }
        let fields = type.kind == CXType_Record ? type.fields : []
        let element = type.elementOfArray
        guard element != nil || !fields.isEmpty else { throw Unproved("initialiser") }
        var next = 0
        var members: [Term] = []
        for child in node.children {
            var part = child
            if let designated = try designation(child, fields) {
                (next, part) = designated
            }
            let name: Term
            let target: CXType
            if let element {
                (name, target) = (constant(Int64(next), "int"), element)
            } else {
                guard next < fields.count else { throw Unproved("initialiser") }
                name = make(.object, Cursor(raw: fields[next]).spelling)
                target = clang_getCursorType(fields[next])
            }
            next += 1
            guard let term = try member(part, target) else { continue }
            members.append(make(.pair, "", [name, term]))
        }
        // Of two values for one member the last counts.
        let names = Set(members.map { terms.graph[$0].operands[0] })
        guard names.count == members.count else { throw Unproved("initialiser") }
        return make(.aggregate, "", [set(members)])
    }

    /// The value of one member; nil for zero.
    private func member(_ part: Node, _ type: CXType) throws(Unproved) -> Term? {
        if part.kind == CXCursor_InitListExpr {
            let term = try aggregate(part, type)
            return term == make(.aggregate) ? nil : term
        }
        let isWhole = type.isScalar || TypeName.isSame(part.type, type)
        guard isWhole || part.bare.kind == CXCursor_StringLiteral else {
            throw Unproved("initialiser without inner braces")
        }
        return part.constant == 0 ? nil : try value(part)
    }

    /// The position and value of `.field = value` or `[index] = value`.
    private func designation(
        _ child: Node, _ fields: [CXCursor]
    ) throws(Unproved) -> (Int, Node)? {
        guard child.kind == CXCursor_UnexposedExpr, child.implicitlyConverted == nil else {
            return nil
        }
        guard child.children.count == 2, child.isInMainFile, !child.startsInMacro else {
            throw Unproved("designated initialiser")
        }
        let first = child.children[0]
        if first.kind == CXCursor_MemberRef, let name = first.declaration?.name,
            let position = fields.firstIndex(where: { Cursor(raw: $0).spelling == name })
        {
            return (position, child.children[1])
        }
        guard let index = first.constant, fields.isEmpty else {
            throw Unproved("designated initialiser")
        }
        return (Int(index), child.children[1])
    }
}
