#include "tests/allocations/counter.hpp"

#include <cstdlib>
#include <new>

// A program of its own counts, since this replaces the operator that every other part of it takes memory
// with.

namespace {
std::size_t taken = 0;
}

std::size_t wissel::test::taken_from_heap() {
    return taken;
}

#if !WISSEL_HEAP_IS_SANITIZED

void* operator new(std::size_t size) {
    ++taken;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}

#endif
