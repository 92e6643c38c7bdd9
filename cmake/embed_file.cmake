# Writes OUTPUT: the bytes of INPUT as a C++ array called NAME.
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
file(WRITE ${OUTPUT}
"#include <string_view>

namespace wissel::embedded {
extern const std::string_view ${NAME};
static const char bytes[] = {${bytes}'\\0'};
const std::string_view ${NAME}{bytes, sizeof bytes - 1};
}  // namespace wissel::embedded
")
