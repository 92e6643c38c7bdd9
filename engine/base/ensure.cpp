#include "engine/base/ensure.hpp"

#include <string>

namespace wissel {

void broken_promise(const char* why_it_must_hold, std::source_location where) {
    throw LogicError(
        std::string(where.file_name()) + ":" + std::to_string(where.line()) + " (" + where.function_name() +
        "): " + why_it_must_hold
    );
}

}  // namespace wissel
