# What every target of ours is built with; `wissel_options` is linked by all.
add_library(wissel_options INTERFACE)
target_include_directories(wissel_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(wissel_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor)

if(WISSEL_SANITIZE)
    target_compile_options(wissel_options INTERFACE -fsanitize=${WISSEL_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(wissel_options INTERFACE -fsanitize=${WISSEL_SANITIZE})
    # At -O1 GCC 12 takes Asio's pair of aligned_alloc and free, inlined into a coroutine, for a mismatch.
    target_compile_options(wissel_options INTERFACE -Wno-mismatched-new-delete)
    if(WISSEL_SANITIZE MATCHES undefined)
        target_compile_options(wissel_options INTERFACE -fno-sanitize-recover=undefined)
    endif()
    if(WISSEL_SANITIZE MATCHES thread)
        # GCC 12 warns that Asio's fences are not modelled; the runtime has no false alarms from them here.
        target_compile_options(wissel_options INTERFACE -Wno-tsan)
    endif()
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(wissel_options INTERFACE -Wno-restrict)  # false alarms of GCC 12 at -O2 and -O3
endif()

# lld links the test programs, each some 200 MB with what a debugger reads, in a third of the time.
find_program(WISSEL_LLD ld.lld)
if(WISSEL_LLD)
    add_link_options(-fuse-ld=lld)
endif()
