let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "libc" {
    BuildRenumberedLibc.start(Array(arguments.dropFirst()))
}
GenerateVariants.start()
