#include "engine/metrics/page.hpp"

#include "engine/base/ensure.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace wissel::metrics {
namespace {

prometheus::MetricType type_of(Kind kind) {
    switch (kind) {
        case Kind::counter:
            return prometheus::MetricType::Counter;
        case Kind::gauge:
            return prometheus::MetricType::Gauge;
        case Kind::histogram:
            break;
    }
    return prometheus::MetricType::Histogram;
}

bool is_name(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    const bool begins_well = !text.empty() && (text.front() < '0' || text.front() > '9');
    return begins_well && std::all_of(text.begin(), text.end(), fits);
}

prometheus::ClientMetric labelled(Labels labels) {
    prometheus::ClientMetric metric;
    metric.label.reserve(labels.size());
    for (const auto& [name, value] : labels) {
        ensure(is_name(name), "a label is named in lower case");
        metric.label.push_back({std::string(name), std::string(value)});
    }
    return metric;
}

}  // namespace

struct Page::Families {
    std::vector<prometheus::MetricFamily> all;
};

Page::Page() : families_(std::make_unique<Families>()) {}

Page::~Page() = default;

Page& Page::family(Kind kind, std::string name, std::string help) {
    ensure(is_name(name), "a metric is named in lower case");
    // The serialiser of prometheus-cpp 1.0 escapes the values of labels, and nothing in the help.
    ensure(help.find_first_of("\\\n") == std::string::npos, "a help text is one line without backslashes");
    const auto same = [&name](const prometheus::MetricFamily& one) { return one.name == name; };
    ensure(std::none_of(families_->all.begin(), families_->all.end(), same), "a family comes once");
    prometheus::MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = type_of(kind);
    families_->all.push_back(std::move(family));
    return *this;
}

Page& Page::sample(Labels labels, double value) {
    ensure(!families_->all.empty(), "a sample belongs to a family");
    auto& family = families_->all.back();
    ensure(family.type != prometheus::MetricType::Histogram, "a histogram has no single value");
    auto metric = labelled(labels);
    (family.type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    family.metric.push_back(std::move(metric));
    return *this;
}

Page& Page::sample(Labels labels, const Reading& reading, double per_unit) {
    ensure(!families_->all.empty(), "a sample belongs to a family");
    auto& family = families_->all.back();
    ensure(family.type == prometheus::MetricType::Histogram, "only a histogram has buckets");
    auto metric = labelled(labels);
    // Divided, not multiplied: 100 / 1e6 is the number that is written 0.0001, 100 * 1e-6 is another one.
    metric.histogram.sample_count = reading.count;
    metric.histogram.sample_sum = static_cast<double>(reading.sum) / per_unit;
    metric.histogram.bucket.reserve(reading.bounds.size() + 1);
    for (std::size_t at = 0; at < reading.bounds.size(); ++at) {
        metric.histogram.bucket.push_back({reading.up_to[at], static_cast<double>(reading.bounds[at]) / per_unit});
    }
    metric.histogram.bucket.push_back({reading.count, std::numeric_limits<double>::infinity()});
    family.metric.push_back(std::move(metric));
    return *this;
}

Page& Page::single(Kind kind, std::string name, std::string help, double value) {
    return family(kind, std::move(name), std::move(help)).sample({}, value);
}

std::string Page::text() const {
    return prometheus::TextSerializer().Serializer::Serialize(families_->all);
}

}  // namespace wissel::metrics
