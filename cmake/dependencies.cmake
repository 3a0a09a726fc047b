# Libraries: libyaml (config), zstd and xxHash (files), cJSON (reports), libmicrohttpd (the local server), cmocka (tests).
add_library(holdem_dependencies INTERFACE)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd>=0.9.73)
# What the library for other programs needs (cmake/holdem.pc.in says it too), then what the program needs besides.
add_library(holdem_export_dependencies INTERFACE)
target_link_libraries(holdem_export_dependencies INTERFACE Threads::Threads PkgConfig::ZSTD PkgConfig::XXHASH PkgConfig::CJSON m)
target_link_libraries(holdem_dependencies INTERFACE
    holdem_export_dependencies $<$<PLATFORM_ID:Windows>:ws2_32> PkgConfig::YAML PkgConfig::MICROHTTPD)
