# What nearly every file of a room reads anyway, read once: half of the time of a small file went into these headers.
# Each file still says what it includes; a header that only works because of this list is a mistake. For the dev preset
# alone: with optimisation GCC 12 takes what comes from such a file for our own code, and warns of the library's.
function(wissel_precompile target)
    if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT WISSEL_SANITIZE)
        target_precompile_headers(${target} PRIVATE
            <nlohmann/json.hpp>
            <algorithm> <functional> <map> <memory> <optional> <string> <string_view> <utility> <vector> ${ARGN})
    endif()
endfunction()
