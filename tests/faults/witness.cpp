#include "tests/faults/witness.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace wissel::faults {

Digest content_of_case(const cases::CaseView& view, const std::string& kept_answer) {
    auto sealed = view.sealed;
    std::sort(sealed.begin(), sealed.end(), [](const auto& left, const auto& right) {
        return left.id < right.id;
    });
    std::string texts;
    for (const auto& one : sealed) texts += one.id.str() + one.salt + one.value;
    return sha256({encode_case(view.state), texts, kept_answer});
}

Digest content_of_key(const cases::ApiKey& key) {
    return sha256({key.prefix, bytes_of(key.hash), key.organisation, key.label, key.created_by});
}

void Witness::tries(const std::vector<Deed>& deeds) {
    std::ostringstream lines;
    lines << "tries " << deeds.size() << '\n';
    for (const auto& deed : deeds) {
        lines << static_cast<int>(deed.kind) << ' ' << deed.name << ' ' << deed.sequence << ' '
              << to_hex(bytes_of(deed.content)) << '\n';
    }
    tell(lines.str());
}

void Witness::kept() {
    tell("kept\n");
}

void Witness::tell(const std::string& text) const {
    std::string_view left = text;
    while (!left.empty()) {
        const auto written = write(pipe_, left.data(), left.size());
        ensure(written > 0, "whoever listens outlives whoever tells");
        left.remove_prefix(static_cast<std::size_t>(written));
    }
}

namespace {

std::string read_all(int pipe) {
    std::string text;
    std::array<char, 16'384> piece{};
    while (true) {
        const auto count = read(pipe, piece.data(), piece.size());
        if (count <= 0) return text;
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
}

Digest digest_of_hex(const std::string& hex) {
    Digest digest{};
    ensure(hex.size() == 2 * digest.size(), "a digest is told in 64 digits");
    for (std::size_t at = 0; at < digest.size(); ++at) {
        digest[at] = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * at, 2), nullptr, 16));
    }
    return digest;
}

}  // namespace

std::vector<Batch> hear_out(int pipe) {
    std::istringstream lines(read_all(pipe));
    std::vector<Batch> batches;
    std::string word;
    while (lines >> word) {
        if (word == "kept") {
            batches.back().acknowledged = true;
            continue;
        }
        std::size_t count = 0;
        lines >> count;
        Batch& batch = batches.emplace_back();
        for (; count > 0; --count) {
            int kind = 0;
            std::string content;
            Deed& deed = batch.deeds.emplace_back();
            lines >> kind >> deed.name >> deed.sequence >> content;
            ensure(!lines.fail(), "a deed is told whole");
            deed.kind = static_cast<Deed::Kind>(kind);
            deed.content = digest_of_hex(content);
        }
    }
    return batches;
}

}  // namespace wissel::faults
