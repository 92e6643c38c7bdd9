# What nearly every file of a room reads anyway, read once: half of the time of a small file went into these headers.
# Each file still says what it includes; a header that only works because of this list is a mistake. For the dev preset
# alone: with optimisation GCC 12 takes what comes from such a file for our own code, and warns of the library's.
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT WISSEL_SANITIZE)
    # Made once, in a library that each room with such a list links; every file made them anew, a sixth of its time.
    set(made_once
        "class nlohmann::basic_json<>"
        "class nlohmann::detail::serializer<nlohmann::json>"
        "class std::map<std::string, nlohmann::json, std::less<>>"
        "class std::vector<nlohmann::json>"
        "class std::vector<std::string>")
    set(header ${CMAKE_BINARY_DIR}/json_once.hpp)
    set(source ${CMAKE_BINARY_DIR}/json_once.cpp)
    set(declared "#pragma once\n#include <nlohmann/json.hpp>\n#include <map>\n#include <string>\n#include <vector>\n")
    set(made "#include \"json_once.hpp\"\n")
    foreach(one ${made_once})
        string(APPEND declared "extern template ${one};\n")
        string(APPEND made "template ${one};\n")
    endforeach()
    file(CONFIGURE OUTPUT ${header} CONTENT "${declared}" @ONLY)
    file(CONFIGURE OUTPUT ${source} CONTENT "${made}" @ONLY)
    add_library(wissel_json_once STATIC ${source})
    target_link_libraries(wissel_json_once PUBLIC nlohmann_json::nlohmann_json)
endif()

function(wissel_precompile target)
    if(TARGET wissel_json_once)
        target_precompile_headers(${target} PRIVATE
            ${CMAKE_BINARY_DIR}/json_once.hpp
            <algorithm> <functional> <map> <memory> <optional> <string> <string_view> <utility> <vector> ${ARGN})
        target_link_libraries(${target} PRIVATE wissel_json_once)
    endif()
endfunction()
