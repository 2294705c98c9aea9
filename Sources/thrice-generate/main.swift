GenerateVariants.start()
