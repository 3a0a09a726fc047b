# libholdem.a, for other programs: the rooms that src/api/ stands on, linked into one object in which only the names of
# src/api/holdem.h are global, so that a program's own answer() or tree_follow() is never taken for the library's. It is
# compiled apart from the program: always machine code, whatever is to link it, and wherever it is to be loaded.
check_c_compiler_flag(-fno-lto HOLDEM_HAS_NO_LTO)

function(holdem_export_options target)
    target_include_directories(${target} PRIVATE src)
    target_link_libraries(${target} PRIVATE holdem_warnings holdem_native holdem_dependencies)
    target_compile_definitions(${target} PRIVATE ${HOLDEM_DEFINITIONS})
    target_compile_options(${target} PRIVATE $<$<BOOL:${HOLDEM_HAS_NO_LTO}>:-fno-lto>)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF POSITION_INDEPENDENT_CODE ON)
endfunction()

# The command that links to one object, for the machine that the compiler's flags ask for.
function(holdem_relocatable_link command)
    separate_arguments(flags NATIVE_COMMAND "${CMAKE_C_FLAGS}")
    set(link ${CMAKE_C_COMPILER} ${flags} $<$<BOOL:${HOLDEM_HAS_NO_LTO}>:-fno-lto> -r -nostdlib)
    if(CMAKE_C_COMPILER_TARGET AND CMAKE_C_COMPILER_ID MATCHES Clang)
        list(APPEND link --target=${CMAKE_C_COMPILER_TARGET})
    endif()
    foreach(architecture ${CMAKE_OSX_ARCHITECTURES})
        list(APPEND link -arch ${architecture})
    endforeach()
    set(${command} ${link} PARENT_SCOPE)
endfunction()

set(sources ${HOLDEM_SOURCES})
list(FILTER sources INCLUDE REGEX "/src/(base|platform|store|cards|game|buckets|eval|play)/")
set(object ${CMAKE_BINARY_DIR}/holdem_export${CMAKE_C_OUTPUT_EXTENSION})
holdem_relocatable_link(link)
set(hide)
if(APPLE)
    # Linking to one object makes local what is not exported.
    list(APPEND link "-Wl,-exported_symbol,_holdem_*")
elseif(CMAKE_OBJCOPY AND NOT (WIN32 AND CMAKE_C_COMPILER_ID MATCHES Clang))
    # Clang's list of symbols whose addresses matter counts them as they were before.
    set(hide COMMAND ${CMAKE_OBJCOPY} --wildcard "--keep-global-symbol=holdem_*" --remove-section=.llvm_addrsig ${object})
else()
    # lld cannot link to one object for Windows, nor LLVM's objcopy make names local there.
    message(WARNING "These tools cannot hide names: all of libholdem.a's will be global")
    set(object src/api/holdem.c ${sources})
endif()

add_library(holdem_export STATIC ${object})
set_target_properties(holdem_export PROPERTIES OUTPUT_NAME holdem LINKER_LANGUAGE C)
target_link_libraries(holdem_export PUBLIC holdem_export_dependencies)
if(NOT object MATCHES "holdem_export")
    holdem_export_options(holdem_export)
    return()
endif()

# Of an archive the linker takes what is reached.
add_library(holdem_reached STATIC EXCLUDE_FROM_ALL ${sources})
add_library(holdem_api OBJECT EXCLUDE_FROM_ALL src/api/holdem.c)
holdem_export_options(holdem_reached)
holdem_export_options(holdem_api)
add_custom_command(OUTPUT ${object}
    COMMAND ${link} -o ${object} $<TARGET_OBJECTS:holdem_api> $<TARGET_FILE:holdem_reached> ${hide}
    DEPENDS holdem_reached $<TARGET_OBJECTS:holdem_api> COMMAND_EXPAND_LISTS VERBATIM)
set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
