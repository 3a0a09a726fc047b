# Levels of instructions (src/platform/processor.h): what depends on them most is built once for each, with the level's own
# options and no others, and chosen when the program starts.
include(CheckCSourceCompiles)
include(CheckCCompilerFlag)

set(HOLDEM_LEVELS baseline)
set(HOLDEM_LEVEL_baseline)
check_c_source_compiles("#ifndef __x86_64__\n#error\n#endif\nint main(void) { return 0; }" HOLDEM_IS_X86_64)
if(HOLDEM_IS_X86_64)
    list(APPEND HOLDEM_LEVELS avx2 avx512)
    set(HOLDEM_LEVEL_baseline -march=x86-64)
    set(HOLDEM_LEVEL_avx2 -march=x86-64 -mavx2 -mbmi -mbmi2 -mfma -mpopcnt)
    set(HOLDEM_LEVEL_avx512 ${HOLDEM_LEVEL_avx2} -mavx512f -mavx512vl -mavx512dq -mavx512bw)
    # GCC does not align the stack for wide registers on Windows: there they must be moved as if unaligned.
    if(WIN32 AND CMAKE_C_COMPILER_ID STREQUAL GNU)
        list(APPEND HOLDEM_LEVEL_avx2 -Wa,-muse-unaligned-vector-move)
        list(APPEND HOLDEM_LEVEL_avx512 -Wa,-muse-unaligned-vector-move)
    endif()
endif()

# Once a level: flights, shared rows, and the table that all is reached by. Once a level and type of number (src/cfr/real.h):
# the vector walk.
set(HOLDEM_LEVEL_SOURCES src/cfr/engine_level.c src/cfr/flight_walk.c src/cfr/shared.c)
set(HOLDEM_WALK_SOURCES src/cfr/board_rows.c src/cfr/ends.c src/cfr/lanes.c src/cfr/layout.c src/cfr/matching.c src/cfr/vector.c)

# Objects NAME of the files that follow, for one level.
function(holdem_level_objects name level)
    add_library(${name} OBJECT ${ARGN})
    target_link_libraries(${name} PRIVATE holdem_warnings)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/src)
    target_compile_definitions(${name} PRIVATE HOLDEM_LEVEL=${level})
    target_compile_options(${name} PRIVATE ${HOLDEM_LEVEL_${level}})
endfunction()

function(holdem_levels library)
    foreach(level ${HOLDEM_LEVELS})
        holdem_level_objects(holdem_${level} ${level} ${HOLDEM_LEVEL_SOURCES})
        target_sources(${library} PRIVATE $<TARGET_OBJECTS:holdem_${level}>)
        foreach(real float double)
            holdem_level_objects(holdem_${level}_${real} ${level} ${HOLDEM_WALK_SOURCES})
            target_compile_definitions(holdem_${level}_${real} PRIVATE HOLDEM_REAL=${real})
            target_sources(${library} PRIVATE $<TARGET_OBJECTS:holdem_${level}_${real}>)
        endforeach()
    endforeach()
endfunction()
