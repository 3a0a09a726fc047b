# For those who expect make; the build itself is CMake's. PREFIX and DESTDIR are as everywhere.
PREFIX = /usr/local

all:
	scripts/setup
	scripts/build build/release --preset release -DHOLDEM_TESTS=OFF -DCMAKE_INSTALL_PREFIX=$(PREFIX)

install: all
	DESTDIR=$(DESTDIR) cmake --install build/release

check:
	./run-tests

clean:
	rm -rf build

.PHONY: all install check clean
