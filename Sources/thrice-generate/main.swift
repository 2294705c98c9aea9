let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "libc": CommandProcess.start(BuildRenumberedLibc.self, Array(arguments.dropFirst()))
case "mutants": CommandProcess.start(MakeMutants.self, Array(arguments.dropFirst()))
default: CommandProcess.start(GenerateVariants.self, arguments)
}
