#include "tests/faults/audit.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/whole_report.hpp"
#include "engine/runtime/execute.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"
#include "tests/faults/workload.hpp"
#include "tests/support/a_report.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace wissel::faults {
namespace {

using store::sqlite::Access;
using store::sqlite::Connection;

struct Answer {
    Digest fingerprint;
    std::string body;
    bool used = false;
};

/// All that the file says of one case.
struct StoredCase {
    std::int64_t sequence = 0;
    cases::CaseState folded;    ///< from its events
    cases::CaseState document;  ///< as the store keeps it beside them
    std::vector<cases::SealedValue> sealed;
    std::set<std::string> parties;
    std::set<std::string> reports;
    std::set<std::string> references;
};

std::string uuid_at(store::sqlite::Query& row, int column) {
    const auto uuid = Uuid::from_bytes(row.text_at(column));
    ensure(uuid.has_value(), "an id has 16 bytes");
    return uuid->str();
}

class Auditor {
public:
    explicit Auditor(const std::string& path) : db_({path, "FULL", {}}, Access::write) {}

    Findings run(const std::vector<Batch>& batches) {
        check_pages();
        if (!findings_.corrupt.empty()) return findings_;
        if (has_schema()) read_all();
        for (const auto& [id, stored] : cases_) check_case(id, stored);
        compare(batches);
        return findings_;
    }

    [[nodiscard]] std::int64_t last_sequence() const { return last_sequence_; }

private:
    void check_pages() {
        auto integrity = db_.query("PRAGMA integrity_check");
        while (integrity.next()) {
            if (integrity.text_at(0) != "ok") findings_.corrupt.push_back(integrity.text_at(0));
        }
        auto keys = db_.query("PRAGMA foreign_key_check");
        while (keys.next()) findings_.corrupt.push_back("a foreign key of " + keys.text_at(0));
    }

    /// The power may go before the schema is there; then there is nothing, and nothing may be missed.
    bool has_schema() {
        auto count = db_.query("SELECT count(*) FROM sqlite_schema");
        return count.next() && count.integer_at(0) > 0;
    }

    void half_done(bool is, const std::string& what) {
        if (is) findings_.half_done.push_back(what);
    }

    void read_all() {
        read_cases();
        read_events();
        read_parts();
        read_answers();
        for (const auto& key : store::sqlite::read_keys(db_)) keys_.emplace(key.prefix, key);
    }

    void read_cases() {
        auto row = db_.query(
            "SELECT c.uuid, c.year, c.number, c.version, c.phase, c.changed_at, d.state FROM cases c LEFT "
            "JOIN "
            "case_documents d ON d.case_id = c.id"
        );
        while (row.next()) {
            const std::string id = uuid_at(row, 0);
            half_done(row.null_at(6), "no document of case " + id);
            if (row.null_at(6)) continue;
            const auto state = cases::decode_case(row.text_at(6));
            const bool agrees = state.id.str() == id && state.number.year == row.integer_at(1) &&
                                state.number.number == row.integer_at(2) &&
                                state.version == row.integer_at(3) && state.phase == row.text_at(4) &&
                                store::sqlite::to_integer(state.changed_at) == row.integer_at(5);
            half_done(!agrees, "row and document of case " + id + " differ");
            cases_[id].document = state;
        }
    }

    void read_events() {
        auto row = db_.query(
            "SELECT e.sequence, e.version, e.at, e.text, c.uuid FROM events e JOIN cases c ON c.id = "
            "e.case_id "
            "ORDER BY e.sequence"
        );
        while (row.next()) {
            const std::string text = row.text_at(3);
            const auto event = cases::decode_event(text);
            const std::string told = std::to_string(row.integer_at(0));
            half_done(row.integer_at(0) != ++last_sequence_, "a gap before event " + told);
            const bool agrees = event.sequence == row.integer_at(0) && event.version == row.integer_at(1) &&
                                store::sqlite::to_integer(event.at) == row.integer_at(2) &&
                                event.case_id.str() == uuid_at(row, 4) && encode_event(event) == text;
            half_done(!agrees, "row and text of event " + told + " differ");
            StoredCase& stored = cases_[event.case_id.str()];
            evolve(stored.folded, event);
            stored.sequence = event.sequence;
        }
    }

    void read_parts() {
        auto sealed =
            db_.query("SELECT c.uuid, s.uuid, s.salt, s.value FROM sealed s JOIN cases c ON c.id = s.case_id"
            );
        while (sealed.next()) {
            const auto id = cases::SealedId::parse(uuid_at(sealed, 1));
            cases_[uuid_at(sealed, 0)].sealed.push_back({*id, sealed.text_at(2), sealed.text_at(3)});
        }
        auto parties =
            db_.query("SELECT c.uuid, p.organisation FROM case_parties p JOIN cases c ON c.id = p.case_id");
        while (parties.next()) cases_[uuid_at(parties, 0)].parties.insert(parties.text_at(1));
        auto reports =
            db_.query("SELECT c.uuid, r.uuid, r.own_reference FROM reports r JOIN cases c ON c.id = r.case_id"
            );
        while (reports.next()) {
            StoredCase& stored = cases_[uuid_at(reports, 0)];
            stored.reports.insert(uuid_at(reports, 1));
            if (!reports.null_at(2)) stored.references.insert(reports.text_at(2));
        }
    }

    void read_answers() {
        auto row = db_.query("SELECT key, fingerprint, body FROM kept_answers");
        while (row.next()) {
            const Digest key = store::sqlite::to_digest(row.text_at(0));
            answers_[reference_of(key)] = {store::sqlite::to_digest(row.text_at(1)), row.text_at(2)};
        }
    }

    /// Whether what stands beside the events is what they lead to.
    void check_case(const std::string& id, const StoredCase& stored) {
        half_done(stored.folded != stored.document, "case " + id + " is not the fold of its events");
        std::set<std::string> parties(stored.folded.parties.begin(), stored.folded.parties.end());
        std::set<std::string> reports;
        std::set<std::string> references;
        std::size_t seals = 0;
        for (const auto& report : stored.folded.reports) {
            reports.insert(report.id.str());
            seals += report.seals.size();
            if (auto reference = own_reference(report); !reference.empty()) references.insert(reference);
            (void)cases::whole_report(report, stored.sealed);  // throws where a seal does not hold
        }
        half_done(parties != stored.parties, "the parties of case " + id);
        half_done(reports != stored.reports, "the reports of case " + id);
        half_done(references != stored.references, "the references of case " + id);
        half_done(seals != stored.sealed.size(), "the sealed texts of case " + id);
    }

    /// The answer kept for the report in `stored`; empty where none was to be kept.
    std::string answer_of(const std::string& id, const StoredCase& stored) {
        if (stored.references.empty()) return {};
        const auto answer = answers_.find(*stored.references.begin());
        half_done(answer == answers_.end(), "no answer kept for case " + id);
        if (answer == answers_.end()) return {};
        answer->second.used = true;
        half_done(
            reference_of(answer->second.fingerprint) != answer->first, "another answer kept for case " + id
        );
        return answer->second.body;
    }

    /// Whether the file holds exactly this.
    bool holds(const Deed& deed) {
        if (deed.kind == Deed::Kind::case_opened) {
            const auto found = cases_.find(deed.name);
            if (found == cases_.end()) return false;
            const StoredCase& stored = found->second;
            const auto content =
                content_of_case({stored.folded, stored.sealed}, answer_of(deed.name, stored));
            return stored.sequence == deed.sequence && content == deed.content;
        }
        const auto key = keys_.find(deed.name);
        if (key == keys_.end()) return false;
        if (deed.kind == Deed::Kind::key_revoked) return key->second.revoked_at.has_value();
        return content_of_key(key->second) == deed.content;
    }

    void compare(const std::vector<Batch>& batches) {
        std::size_t cases_told = 0;
        std::size_t keys_told = 0;
        std::size_t keys_revoked_told = 0;
        for (const auto& batch : batches) {
            std::size_t held = 0;
            for (const auto& deed : batch.deeds) {
                if (!holds(deed)) {
                    if (batch.acknowledged) findings_.lost.push_back(deed.name);
                    continue;
                }
                ++held;
                if (deed.kind == Deed::Kind::case_opened) ++cases_told;
                if (deed.kind == Deed::Kind::key_added) ++keys_told;
                if (deed.kind == Deed::Kind::key_revoked) ++keys_revoked_told;
            }
            half_done(held != 0 && held != batch.deeds.size(), "a batch was kept in part");
        }
        half_done(cases_told != cases_.size(), "a case that nobody tried, or not as it was tried");
        const auto events_told = static_cast<std::int64_t>(cases_told) * events_when_opened;
        half_done(events_told != last_sequence_, "an event that nobody tried");
        half_done(keys_told != keys_.size(), "a key that nobody tried");
        std::size_t revoked = 0;
        for (const auto& [prefix, key] : keys_) revoked += key.revoked_at ? 1U : 0U;
        half_done(keys_revoked_told != revoked, "a key that nobody revoked");
        for (const auto& [reference, answer] : answers_) half_done(!answer.used, "an answer to nothing");
    }

    Connection db_;
    Findings findings_;
    std::map<std::string, StoredCase> cases_;
    std::map<std::string, Answer> answers_;
    std::map<std::string, cases::ApiKey> keys_;
    std::int64_t last_sequence_ = 0;
};

/// The register must go on where it stopped: one more report gets the next number.
void go_on(const std::string& path, std::int64_t last_sequence, Findings& findings) {
    constexpr std::uint64_t series_of_the_living = ~std::uint64_t{0};
    const store::sqlite::Settings settings{path, "FULL", {}};
    const auto store = store::sqlite::open_writer(settings);
    if (!store) return findings.corrupt.push_back(store.error().message.en);
    test::ADomain domain(series_of_the_living);
    const runtime::Command command = domain.submit(test::someone(test::oins::tax));
    const bool taken = (*store)->begin() && (*store)->savepoint() &&
                       runtime::execute(**store, command, domain.domain()) && (*store)->release() &&
                       (*store)->commit() == cases::CommitOutcome::durable;
    const auto reader = store::sqlite::open_reader(settings);
    if (!taken || !reader || (*reader)->last_sequence() != last_sequence + events_when_opened)
        findings.corrupt.push_back("the register does not go on");
}

}  // namespace

Findings audit(const std::string& path, const std::vector<Batch>& batches) {
    Findings findings;
    std::int64_t last_sequence = 0;
    try {
        // A file that never reached the disk is made anew, and lacks what was acknowledged.
        Auditor auditor(path);
        findings = auditor.run(batches);
        last_sequence = auditor.last_sequence();
    } catch (const SQLite::Exception& error) {
        findings.corrupt.push_back(error.what());
    } catch (const LogicError& error) {
        findings.half_done.push_back(error.what());
    }
    if (findings.none()) go_on(path, last_sequence, findings);
    return findings;
}

}  // namespace wissel::faults
