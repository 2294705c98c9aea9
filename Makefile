.PHONY: help build test
help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'
build: ## build in release mode
	swift build -c release
test: ## build and run all tests
	swift build -c release --build-tests && swift test -c release --skip-build
