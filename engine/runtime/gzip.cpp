#include "engine/runtime/gzip.hpp"

#include "engine/base/ensure.hpp"

#include <zlib.h>

#include <limits>
#include <new>

namespace wissel::runtime {
namespace {

/// Fast: the document is made anew after every change, and goes over a network of the government's own.
constexpr int level = 2;
constexpr int window_bits_with_gzip_header = 15 + 16;
constexpr int memory_level = 8;

}  // namespace

std::string gzip(std::string_view text) {
    ensure(text.size() < std::numeric_limits<uInt>::max(), "a document is smaller than 4 GB");
    z_stream stream{};
    const int begun = deflateInit2(
        &stream, level, Z_DEFLATED, window_bits_with_gzip_header, memory_level, Z_DEFAULT_STRATEGY
    );
    if (begun != Z_OK) throw std::bad_alloc();
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    // zlib does not change what it reads, though its type says otherwise.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(ended == Z_STREAM_END, "what deflateBound gives is room enough");
    return packed;
}

}  // namespace wissel::runtime
