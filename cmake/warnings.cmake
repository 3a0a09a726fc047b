# Warnings, sanitizers and code generation shared by every target.
add_library(holdem_warnings INTERFACE)
target_compile_options(holdem_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla)
# Vectors pass between inline functions only, so that how wide ones are passed does not matter.
target_compile_options(holdem_warnings INTERFACE -Wno-psabi)
# The same source gives the same bytes whatever the processor: no fused multiply-add behind our back.
target_compile_options(holdem_warnings INTERFACE -ffp-contract=off)
if(HOLDEM_WERROR)
    target_compile_options(holdem_warnings INTERFACE -Werror)
endif()
# Apart from the rest: what is built for each level of instructions (cmake/levels.cmake) goes without.
add_library(holdem_native INTERFACE)
if(HOLDEM_NATIVE AND NOT HOLDEM_SANITIZE AND NOT CMAKE_CROSSCOMPILING)
    include(CheckCCompilerFlag)
    check_c_compiler_flag(-march=native HOLDEM_HAS_MARCH_NATIVE)
    if(HOLDEM_HAS_MARCH_NATIVE)
        target_compile_options(holdem_native INTERFACE -march=native)
    endif()
endif()
if(HOLDEM_SANITIZE)
    target_compile_options(holdem_warnings INTERFACE -fsanitize=${HOLDEM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(holdem_warnings INTERFACE -fsanitize=${HOLDEM_SANITIZE})
endif()
