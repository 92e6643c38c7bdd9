# What nearly every file of a room reads anyway, read once: half of the time of a small file went into these headers.
# Each file still says what it includes; a header that only works because of this list is a mistake.
function(wissel_precompile target)
    target_precompile_headers(${target} PRIVATE
        <nlohmann/json.hpp>
        <algorithm> <functional> <map> <memory> <optional> <string> <string_view> <utility> <vector>)
endfunction()
