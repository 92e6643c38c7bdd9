#include "api/resources/metrics.hpp"
#include "engine/metrics/page.hpp"
#include "engine/runtime/process_figures.hpp"
#include "engine/runtime/status_board.hpp"

#include <string>

// Names, units and help of all that is served on /metrics. A change here goes into docs/metrics.md; a test says so.

namespace wissel::resources {
namespace {

using metrics::Kind;
using metrics::Page;

constexpr double microseconds = 1e6;

template <class Number>
double number(Number value) {
    return static_cast<double>(value);
}

void write_requests(Page& page, const http::Figures& figures) {
    const auto& operations = figures.operations();
    page.family(
        Kind::counter,
        "wissel_http_requests_total",
        "Requests that were answered, by operation and status of the answer."
    );
    for (std::size_t at = 0; at < operations.size(); ++at) {
        for (int status = http::Figures::status_min; status <= http::Figures::status_max; ++status) {
            const auto count = figures.answers(at, status);
            if (count == 0) continue;
            page.sample({{"operation", operations[at]}, {"status", std::to_string(status)}}, number(count));
        }
    }
    page.family(
        Kind::histogram,
        "wissel_http_request_duration_seconds",
        "From the first byte of a request until its answer was ready to be sent; ?wait= waits in it."
    );
    for (std::size_t at = 0; at < operations.size(); ++at) {
        for (std::size_t which = 0; which < http::Figures::classes.size(); ++which) {
            const auto reading = figures.durations(at, which);
            if (reading.count == 0) continue;
            page.sample(
                {{"operation", operations[at]}, {"status_class", http::Figures::classes.at(which)}},
                reading,
                microseconds
            );
        }
    }
}

void write_transport(Page& page, const Watched& watched) {
    const auto& figures = watched.figures;
    page.single(
        Kind::gauge,
        "wissel_http_requests_in_flight",
        "Requests that have begun and are not answered whole; this one is among them.",
        number(figures.requests_in_flight.value())
    );
    page.single(
        Kind::counter,
        "wissel_http_requests_abandoned_total",
        "Requests whose client left before its answer was sent whole.",
        number(figures.requests_abandoned.value())
    );
    page.single(
        Kind::gauge,
        "wissel_http_connections_open",
        "Connections that are open.",
        number(figures.connections_open.value())
    );
    page.single(
        Kind::gauge,
        "wissel_http_connections_limit",
        "Connections that may be open at once; there is another limit for each address.",
        number(watched.connections_max)
    );
    page.single(
        Kind::counter,
        "wissel_http_connections_accepted_total",
        "Connections that were taken.",
        number(figures.connections_accepted.value())
    );
    page.single(
        Kind::counter,
        "wissel_http_connections_refused_total",
        "Connections that were turned away, over the limit or over that of their address.",
        number(figures.connections_refused.value())
    );
}

void write_writer(Page& page, const runtime::WriterLane& writer) {
    const auto& meters = writer.meters();
    page.single(
        Kind::gauge,
        "wissel_writer_queue_length",
        "Commands that wait for the writer.",
        number(writer.waiting())
    );
    page.single(
        Kind::gauge,
        "wissel_writer_queue_limit",
        "Commands that may wait; beyond, they are answered 503.",
        number(writer.waiting_max())
    );
    page.family(Kind::histogram, "wissel_writer_batch_commands", "Commands in each transaction that was committed.");
    page.sample({}, meters.batch.read(), 1);
    page.family(
        Kind::histogram, "wissel_writer_commit_duration_seconds", "How long COMMIT took, the sync of the disk included."
    );
    page.sample({}, meters.commit.read(), microseconds);
    page.family(
        Kind::counter,
        "wissel_writer_commits_total",
        "Transactions by how COMMIT ended: durable, refused (disk full or busy), unknown (an I/O error; the process "
        "ends)."
    );
    page.sample({{"outcome", "durable"}}, number(meters.durable.value()));
    page.sample({{"outcome", "refused"}}, number(meters.refused_commits.value()));
    page.sample({{"outcome", "unknown"}}, number(meters.unknown.value()));
    page.family(
        Kind::counter,
        "wissel_writer_commands_total",
        "Commands, those of timers included: done, refused (by a rule), failed (with their transaction), turned_away "
        "(queue or disk full, stopping)."
    );
    page.sample({{"outcome", "done"}}, number(meters.done.value()));
    page.sample({{"outcome", "refused"}}, number(meters.refused.value()));
    page.sample({{"outcome", "failed"}}, number(meters.failed.value()));
    page.sample({{"outcome", "turned_away"}}, number(meters.turned_away.value()));
}

void write_readers(Page& page, const runtime::ReaderLanes& readers) {
    const auto& meters = readers.meters();
    page.single(
        Kind::gauge, "wissel_reader_queue_length", "Questions that wait for a reader lane.", number(readers.waiting())
    );
    page.single(
        Kind::gauge,
        "wissel_reader_queue_limit",
        "Questions that may wait; beyond, they are answered 503.",
        number(readers.waiting_max())
    );
    page.single(
        Kind::gauge,
        "wissel_reader_lanes",
        "Threads that read, each with a connection of its own.",
        number(readers.lanes())
    );
    page.single(
        Kind::gauge, "wissel_reader_lanes_busy", "Reader lanes that are at a question.", number(meters.busy.value())
    );
    page.single(
        Kind::counter,
        "wissel_reader_questions_total",
        "Questions that came into the queue.",
        number(meters.taken.value())
    );
    page.single(
        Kind::counter,
        "wissel_reader_questions_refused_total",
        "Questions that did not: it was full, or the server stopped.",
        number(meters.refused.value())
    );
}

void write_store(Page& page, runtime::Register& registry, const Watched& watched) {
    const bool takes_writes = registry.ready() && registry.writer().has_room();
    page.single(
        Kind::gauge,
        "wissel_register_takes_writes",
        "1 while writes are taken; 0 after an I/O error, or while the disk is nearly full.",
        takes_writes ? 1 : 0
    );
    page.single(
        Kind::counter,
        "wissel_register_events_total",
        "Events of the register since it was made: the sequence of the last one that was committed.",
        number(registry.events())
    );
    page.single(
        Kind::gauge,
        "wissel_store_wal_bytes",
        "Size of the write-ahead log, looked at once a second.",
        number(watched.disk.wal_bytes.value())
    );
    page.single(
        Kind::gauge,
        "wissel_store_database_bytes",
        "Size of the database's file, looked at once a second.",
        number(watched.disk.database_bytes.value())
    );
    page.single(
        Kind::gauge,
        "wissel_store_free_bytes",
        "Free on the disk of the register, looked at once a second.",
        number(watched.disk.free_bytes.value())
    );
    page.single(
        Kind::gauge,
        "wissel_store_free_limit_bytes",
        "Below so much free disk no writes are taken.",
        number(watched.free_bytes_min)
    );
}

void write_timers(Page& page, const runtime::WriterMeters& meters) {
    page.single(
        Kind::gauge,
        "wissel_timers_waiting",
        "Timers and terms that are kept, due ones included; counted every 5 seconds.",
        number(meters.timers_waiting.value())
    );
    page.single(
        Kind::gauge,
        "wissel_timers_overdue",
        "Of those, the ones whose moment came and that were not fired yet; counted every 5 seconds.",
        number(meters.timers_overdue.value())
    );
    page.single(
        Kind::counter,
        "wissel_timer_cases_fired_total",
        "How often what was due in a case was carried out; several timers of one case at once count as one.",
        number(meters.fired_cases.value())
    );
    page.single(
        Kind::gauge,
        "wissel_timer_cases_stuck",
        "Cases whose timers could not be fired; the log says why. Tried again after a restart.",
        number(meters.stuck_cases.value())
    );
}

void write_status(Page& page, const runtime::StatusFigures& status) {
    page.single(
        Kind::gauge,
        "wissel_status_working",
        "1 while the read model behind the status follows the events; 0 once it broke, until a restart.",
        status.broken ? 0 : 1
    );
    page.single(
        Kind::gauge,
        "wissel_status_sequence",
        "Sequence of the last event that the status counts: its version.",
        number(status.version.sequence)
    );
    page.single(
        Kind::gauge, "wissel_status_pollers_waiting", "Callers that wait for a change (?wait=).", number(status.pollers)
    );
    page.single(
        Kind::counter,
        "wissel_status_documents_total",
        "Status documents that were worded; what did not change is not worded again.",
        number(status.documents_made)
    );
    page.family(
        Kind::gauge, "wissel_cases_open", "Open cases by main route (none: on no route yet) and phase."
    );
    for (const auto& one : status.open) {
        page.sample({{"route", one.route.empty() ? "none" : one.route}, {"phase", one.phase}}, number(one.cases));
    }
    page.single(Kind::gauge, "wissel_cases", "All cases, closed ones included.", number(status.cases));
    page.single(
        Kind::gauge,
        "wissel_cases_stuck",
        "Open cases that are called stuck, as the status counts them.",
        number(status.stuck)
    );
}

void write_process(Page& page, const std::string& version, const std::string& api_version) {
    const auto process = runtime::process_figures();
    page.single(Kind::counter, "process_cpu_seconds_total", "Processor time of all threads.", process.cpu_s);
    page.single(
        Kind::gauge, "process_resident_memory_bytes", "Memory that is in use.", number(process.resident_bytes)
    );
    page.single(Kind::gauge, "process_virtual_memory_bytes", "Address space.", number(process.virtual_bytes));
    page.single(
        Kind::gauge, "process_start_time_seconds", "When the process started, in seconds since 1970.", process.started_s
    );
    page.single(Kind::gauge, "process_open_fds", "Open file descriptors.", number(process.open_files));
    page.single(
        Kind::gauge, "process_max_fds", "File descriptors that may be open.", number(process.open_files_max)
    );
    page.single(Kind::gauge, "process_threads", "Threads.", number(process.threads));
    page.family(Kind::gauge, "wissel_build_info", "Always 1: the versions of the program and of its API.");
    page.sample({{"version", version}, {"api_version", api_version}}, 1);
}

}  // namespace

std::string metrics_page(const Services& services, const Watched& watched) {
    Page page;
    auto& registry = services.registry;
    write_requests(page, watched.figures);
    write_transport(page, watched);
    write_writer(page, registry.writer());
    write_readers(page, registry.readers());
    write_store(page, registry, watched);
    write_timers(page, registry.writer().meters());
    write_status(page, registry.status().figures());
    write_process(page, watched.version, services.api_version);
    return page.text();
}

}  // namespace wissel::resources
