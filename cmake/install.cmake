# cmake --install: the program, the library with its header and pkg-config file, games and configurations, manual pages and
# completions, which the program itself prints.
include(GNUInstallDirs)
target_compile_definitions(holdem_library PRIVATE HOLDEM_GAMES_INSTALLED="${CMAKE_INSTALL_FULL_DATADIR}/holdem/games/")

install(TARGETS holdem holdem_library RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES src/api/holdem.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/holdem)
configure_file(cmake/holdem.pc.in holdem.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/holdem.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
# Its code is in the program, when npm has brought it.
install(FILES src/serve/pages/node_modules/uplot/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME LICENSE.uPlot OPTIONAL)
install(DIRECTORY games configs DESTINATION ${CMAKE_INSTALL_DATADIR}/holdem)
if(NOT CMAKE_CROSSCOMPILING)
    install(CODE "
        set(holdem \"$<TARGET_FILE:holdem>\")
        set(share \"\$ENV{DESTDIR}${CMAKE_INSTALL_FULL_DATADIR}\")
        set(man \"\$ENV{DESTDIR}${CMAKE_INSTALL_FULL_MANDIR}/man1\")
        file(MAKE_DIRECTORY \${man} \${share}/bash-completion/completions \${share}/zsh/site-functions \${share}/fish/vendor_completions.d)
        execute_process(COMMAND \${holdem} completions bash OUTPUT_FILE \${share}/bash-completion/completions/holdem COMMAND_ERROR_IS_FATAL ANY)
        execute_process(COMMAND \${holdem} completions zsh OUTPUT_FILE \${share}/zsh/site-functions/_holdem COMMAND_ERROR_IS_FATAL ANY)
        execute_process(COMMAND \${holdem} completions fish OUTPUT_FILE \${share}/fish/vendor_completions.d/holdem.fish COMMAND_ERROR_IS_FATAL ANY)
        execute_process(COMMAND \${holdem} manual --list OUTPUT_VARIABLE pages OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
        string(REPLACE \"\\n\" \";\" pages \"\${pages}\")
        foreach(page \${pages})
            execute_process(COMMAND \${holdem} manual \${page} OUTPUT_FILE \${man}/\${page}.1 COMMAND_ERROR_IS_FATAL ANY)
        endforeach()
    ")
endif()
