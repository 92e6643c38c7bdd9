#include "tests/faults/workload.hpp"

#include "engine/base/encoding.hpp"
#include "engine/runtime/execute.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "tests/faults/crash_vfs.hpp"
#include "tests/support/a_report.hpp"

#include <optional>
#include <random>
#include <stdexcept>
#include <utility>

namespace wissel::faults {
namespace {

using nlohmann::json;
using test::someone;

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message.en);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A number that tells apart the seeds of all lives.
std::uint64_t series_of(const Life& life) {
    return life.seed * 16 + static_cast<std::uint64_t>(life.number);
}

class Registrar {
public:
    Registrar(const Life& life, Witness& witness)
        : witness_(witness), random_(series_of(life)), domain_(series_of(life)) {
        const store::sqlite::Settings settings{life.path, life.synchronous, "crash"};
        domain_.clock.advance(std::chrono::hours(life.number));
        store_ = must(store::sqlite::open_writer(settings));
        sequence_ = must(must(store::sqlite::open_reader(settings))->last_sequence());
    }

    void run_batch() {
        deeds_.clear();
        const std::int64_t sequence_before = sequence_;
        must(store_->begin());
        for (auto left = 1 + below(8); left > 0; --left) run_command();
        if (below(20) == 0) {
            store_->rollback();
            sequence_ = sequence_before;
            return;
        }
        witness_.tries(deeds_);
        if (store_->commit() != cases::CommitOutcome::durable) throw std::runtime_error("a COMMIT failed");
        witness_.kept();
        for (const auto& deed : deeds_) {
            if (deed.kind == Deed::Kind::key_added) keys_.push_back(deed.name);
        }
    }

    void checkpoint_now_and_then() {
        if (below(4) == 0) must(store_->checkpoint());
    }

private:
    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

    /// No digits, so that nothing in it looks like a citizen service number.
    std::string words(std::size_t length) {
        std::string text(length, ' ');
        for (char& letter : text) letter = "abcdefghijklmnopqrstuvwxyz     "[below(31)];
        return text;
    }

    void run_command() {
        domain_.clock.advance(std::chrono::milliseconds(below(50)));
        must(store_->savepoint());
        auto deed = decide_and_write();
        must(deed ? store_->release() : store_->undo());
        if (deed) deeds_.push_back(std::move(*deed));
    }

    /// No value: the command was refused, before or after it wrote something.
    std::optional<Deed> decide_and_write() {
        const auto dice = below(100);
        if (dice < 65) return open_case();
        if (dice < 75) return change_ones_mind();
        if (dice < 80) return refused();
        if (dice < 92 || keys_.empty()) return add_key();
        return revoke_key();
    }

    std::optional<Deed> open_case() {
        json more = {{"description", words(10 + below(below(2) == 0 ? 300 : 9'000))}};
        if (below(3) == 0) more["proposal"] = words(50);
        const Digest retry_key = domain_.seeds.next_seed();
        const bool keeps = below(2) == 0;
        if (keeps) more["ownReference"] = reference_of(retry_key);
        const auto done = execute(domain_.submit(someone(test::oins::tax), more));
        const auto& view = std::get<runtime::CaseOpened>(done).view;
        const std::string answer = keeps ? R"({"id":")" + view.state.id.str() + R"("})" : std::string();
        if (keeps) {
            const cases::KeptEntry entry{retry_key, domain_.clock.now(), {201, "/", "\"1\"", answer}};
            must(store_->keep_answer(retry_key, entry));
        }
        sequence_ += events_when_opened;
        return Deed{Deed::Kind::case_opened, view.state.id.str(), sequence_, content_of_case(view, answer)};
    }

    /// As when the answer cannot be worded: all was written, and none of it may stay.
    std::optional<Deed> change_ones_mind() {
        const std::int64_t sequence_before = sequence_;
        (void)(below(2) == 0 ? open_case() : add_key());
        sequence_ = sequence_before;
        return std::nullopt;
    }

    std::optional<Deed> refused() {
        const runtime::Command command = domain_.submit(someone(test::oins::tax, "auditor"));
        if (runtime::execute(*store_, command, domain_.domain()))
            throw std::runtime_error("an auditor reports nothing");
        return std::nullopt;
    }

    std::optional<Deed> add_key() {
        const runtime::CreateKey command{
            administrator(), {test::oins::benefits, {"reporter"}, words(1 + below(100))}};
        const auto done = execute(command);
        const auto& key = std::get<runtime::KeyCreated>(done).fresh.key;
        return Deed{Deed::Kind::key_added, key.prefix, 0, content_of_key(key)};
    }

    std::optional<Deed> revoke_key() {
        const std::string prefix = keys_.back();
        keys_.pop_back();
        execute(runtime::RevokeKey{administrator(), prefix});
        return Deed{Deed::Kind::key_revoked, prefix, 0, {}};
    }

    runtime::Done execute(const runtime::Command& command) {
        return must(runtime::execute(*store_, command, domain_.domain()));
    }

    static cases::Principal administrator() { return someone(test::oins::coordinator, "administrator"); }

    Witness& witness_;
    std::mt19937_64 random_;
    test::ADomain domain_;
    std::unique_ptr<cases::WriteStore> store_;
    std::int64_t sequence_ = 0;
    std::vector<Deed> deeds_;
    std::vector<std::string> keys_;  ///< acknowledged in this life, not revoked in it
};

}  // namespace

void live(const Life& life, Witness& witness) {
    Registrar registrar(life, witness);
    for (int batch = 0; batch < life.batches_max; ++batch) {
        registrar.run_batch();
        registrar.checkpoint_now_and_then();
    }
    lose_power();
}

std::string reference_of(const Digest& retry_key) {
    // Letters only: hex digits in a row could look like a citizen service number.
    std::string text = to_hex(bytes_of(retry_key));
    for (char& digit : text) {
        if (digit <= '9') digit = static_cast<char>('g' + (digit - '0'));
    }
    return text;
}

}  // namespace wissel::faults
