import CClang

/// What holds for a whole unit while its functions are run.
final class UnitContext {
    let source: SourceText
    /// Variables that pointers may reach.
    let exposed: Set<Int>
    /// The names in terms of variables that live as long as the program.
    let persistentNames: [Int: String]
    let definedFunctions: Set<Int>
    /// The program looks at `errno` or the floating-point flags, which library functions set.
    let observesErrors: Bool
    /// A label for the assembler, an alias or a weak symbol may make two names one object, or put
    /// another's body in the place of ours.
    let hasSecondNames: Bool
    /// What calls of the functions run so far do.
    var footprints: [Int: Footprint] = [:]
    /// Functions that could not be run: they may do anything.
    var unproved: Set<Int> = []

    init(_ unit: TranslationUnit, _ functions: [FunctionDefinition]) {
        source = unit.source
        hasSecondNames =
            unit.words.pragmasMaySay(["weak", "redefine_extname"])
            || unit.topLevel.contains { top in
                top.contains { node in
                    node.kind == CXCursor_AsmLabelAttr
                        || node.kind == CXCursor_UnexposedAttr && node.mayRename(in: unit.source)
                }
            }
        exposed = AddressExposure(unit).exposed
        definedFunctions = Set(functions.map(\.declaration.id))
        var names: [Int: String] = [:]
        var counts: [String: Int] = [:]
        var observesErrors = false
        for declaration in unit.declarations {
            if LibraryFunctions.observersOfMathematics.contains(declaration.name) {
                observesErrors = true
            }
            guard declaration.isPersistent else { continue }
            let parent = clang_getCursorSemanticParent(declaration.cursor)
            let isGlobal =
                clang_getCursorKind(parent) == CXCursor_TranslationUnit || declaration.isExternal
            var name =
                isGlobal
                ? declaration.name : "\(Cursor(raw: parent).spelling).\(declaration.name)"
            counts[name, default: 0] += 1
            if !isGlobal, let count = counts[name], count > 1 { name += " \(count)" }
            names[declaration.id] = name
        }
        persistentNames = names
        self.observesErrors =
            observesErrors || source.says("%m")
    }
}

extension Node {
    /// Whether an attribute gives a second name or another body; one whose text is not there may.
    fileprivate func mayRename(in source: SourceText) -> Bool {
        let words: Set<String> = [
            "alias", "__alias__", "weak", "__weak__", "weakref", "__weakref__", "ifunc",
            "__ifunc__",
        ]
        return !isInMainFile || startsInMacro
            || !source.identifiers(range).isDisjoint(with: words)
    }
}
