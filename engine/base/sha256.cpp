#include "engine/base/sha256.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <memory>

namespace wissel {
namespace {

/// Looked up once: OpenSSL 3 would search its providers for each digest. Never freed, as it lives as long as OpenSSL.
const EVP_MD* algorithm() {
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ensure(found != nullptr, "OpenSSL offers SHA-256");
    return found;
}

}  // namespace

Digest sha256(std::initializer_list<std::string_view> parts) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    ensure(context != nullptr, "OpenSSL has memory for a digest context");
    ensure(EVP_DigestInit_ex(context.get(), algorithm(), nullptr) == 1, "a digest can begin");
    for (const auto part : parts) {
        ensure(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "hashing bytes cannot fail");
    }
    Digest digest{};
    unsigned int length = 0;
    ensure(EVP_DigestFinal_ex(context.get(), digest.data(), &length) == 1, "finishing a digest cannot fail");
    ensure(length == digest.size(), "SHA-256 gives 32 bytes");
    return digest;
}

std::string tell(const Digest& digest) {
    return "sha256:" + to_hex(bytes_of(digest));
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace wissel
