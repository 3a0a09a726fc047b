# For those who expect make; the build itself is CMake's. PREFIX is chosen when building (manual and
# games know it), DESTDIR when installing.
PREFIX = /usr/local

all:
	scripts/setup
	@echo "building for $(PREFIX): the program, as far as ./quickstart has not built it, and libholdem.a, which is compiled apart"
	scripts/build build/release --preset release -DHOLDEM_TESTS=OFF "-DCMAKE_INSTALL_PREFIX=$(PREFIX)"

# The charts of the training page: npm, which is many packages, and the library that it brings.
charts:
	scripts/setup --charts
	scripts/build build/release --preset release -DHOLDEM_TESTS=OFF
	@test -f src/serve/pages/node_modules/uplot/dist/uPlot.esm.js

# Installs what was built, where it was built for: nothing is built as root.
install:
	@test -f build/release/libholdem.a || { echo "build it before: make PREFIX=$(PREFIX)" >&2; exit 1; }
	DESTDIR="$(DESTDIR)" cmake --install build/release

check:
	./run-tests

clean:
	rm -rf build

.PHONY: all charts install check clean
