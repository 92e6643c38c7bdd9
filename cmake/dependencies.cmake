# Debian 12's libraries, each behind one name of ours, so that a flag that all must share stands once.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(spdlog REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
# Of these three libraries only the core is linked: a data model and its text.
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)  # 2.8, whose file says 2.6

# Boost headers without asserts in every build: a lone CR after a chunked body aborts Beast 1.81 otherwise, and
# anybody can send that (tests/http/framing_test.cpp keeps the input). Asio and Beast are compiled once.
add_library(wissel_boost INTERFACE)
target_compile_definitions(wissel_boost INTERFACE
    BOOST_DISABLE_ASSERTS BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
    BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_REGEX)
target_link_libraries(wissel_boost INTERFACE Boost::headers Threads::Threads OpenSSL::SSL OpenSSL::Crypto)

add_library(wissel_sqlite INTERFACE)
target_link_libraries(wissel_sqlite INTERFACE SQLiteCpp SQLite::SQLite3)

# Snowball's stemmers come without a package file.
find_path(WISSEL_STEMMER_HEADERS libstemmer.h REQUIRED)
find_library(WISSEL_STEMMER stemmer REQUIRED)
add_library(wissel_stemmer INTERFACE)
target_include_directories(wissel_stemmer SYSTEM INTERFACE ${WISSEL_STEMMER_HEADERS})
target_link_libraries(wissel_stemmer INTERFACE ${WISSEL_STEMMER})
