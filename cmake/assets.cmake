# The web pages become a table of bytes (src/serve/assets.h): cmake -DOUT=FILE.c "-DFILES=a;b" -P assets.cmake. Included, it says how.
if(CMAKE_SCRIPT_MODE_FILE)
    set(table "")
    file(WRITE ${OUT}.new "#include \"serve/assets.h\"\n\n")
    set(number 0)
    foreach(path ${FILES})
        get_filename_component(name ${path} NAME)
        file(SHA256 ${path} digest)
        string(SUBSTRING ${digest} 0 16 digest)
        file(READ ${path} bytes HEX)
        string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
        file(APPEND ${OUT}.new "static const unsigned char data${number}[] = {${bytes}0};\n")
        string(APPEND table "    {\"${name}\", \"\\\"${digest}\\\"\", data${number}, sizeof data${number} - 1},\n")
        math(EXPR number "${number} + 1")
    endforeach()
    file(APPEND ${OUT}.new "\nconst struct asset assets[] = {\n${table}};\nconst size_t assets_count = sizeof assets / sizeof *assets;\n")
    file(RENAME ${OUT}.new ${OUT})
    return()
endif()

# Charts are uPlot's, which npm brings (scripts/build); without it the training page shows figures in a table.
set(pages ${CMAKE_SOURCE_DIR}/src/serve/pages)
file(GLOB HOLDEM_ASSETS CONFIGURE_DEPENDS ${pages}/*.html ${pages}/*.css ${pages}/*.js
    ${pages}/node_modules/uplot/dist/uPlot.esm.js ${pages}/node_modules/uplot/dist/uPlot.min.css)
if(NOT EXISTS ${pages}/node_modules/uplot/dist/uPlot.esm.js)
    message(STATUS "No charts on the training page: make charts brings uPlot")
endif()
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/assets.c
    COMMAND ${CMAKE_COMMAND} -DOUT=${CMAKE_BINARY_DIR}/assets.c "-DFILES=${HOLDEM_ASSETS}" -P ${CMAKE_SOURCE_DIR}/cmake/assets.cmake
    DEPENDS ${HOLDEM_ASSETS} ${CMAKE_SOURCE_DIR}/cmake/assets.cmake VERBATIM)
