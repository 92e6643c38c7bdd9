#include "engine/statechart/layout_plan.hpp"

#include <algorithm>

// A long machine is printed in columns, as a newspaper is: its rows go on at the top of the next column. Each
// column is a box around what stands in it, so that all other steps of the layout know nothing of it.

namespace wissel::statechart::layout {
namespace {

constexpr double column_gap = 60;

struct Size {
    double width = 0;
    double height = 0;
};

/// How large it comes out on a sheet of A3, upright or lying.
double scale_of(Size size) {
    constexpr double margin = 60;
    constexpr double shorter = 1122 - margin;
    constexpr double longer = 1587 - margin;
    constexpr double around = 170;  // the title and the legend
    const double width = std::max(size.width, 400.0);
    const double height = size.height + around;
    return std::max(std::min(shorter / width, longer / height), std::min(longer / width, shorter / height));
}

/// The size of one row of the machine with a channel above it.
Size size_of(const Plan& plan, const std::vector<std::size_t>& row) {
    constexpr double across = 28;
    constexpr double above = 46;
    Size size;
    for (const auto box : row) {
        size.width += plan.frames[box].width + across;
        size.height = std::max(size.height, plan.frames[box].height);
    }
    size.height += above;
    return size;
}

/// Shares rows out over so many columns that no other division is lower.
std::vector<Rows> shared_out(const Rows& rows, const std::vector<Size>& sizes, std::size_t columns) {
    const auto needed = [&](double height_max) {
        std::size_t count = 1;
        double used = 0;
        for (const auto& size : sizes) {
            if (used > 0 && used + size.height > height_max) {
                used = 0;
                ++count;
            }
            used += size.height;
        }
        return count;
    };
    double low = 0;
    double high = 0;
    for (const auto& size : sizes) {
        low = std::max(low, size.height);
        high += size.height;
    }
    while (high - low > 1) (needed((low + high) / 2) <= columns ? high : low) = (low + high) / 2;
    std::vector<Rows> made(1);
    double used = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (used > 0 && used + sizes[at].height > high) {
            used = 0;
            made.emplace_back();
        }
        used += sizes[at].height;
        made.back().push_back(rows[at]);
    }
    return made;
}

Size size_of(const std::vector<Rows>& columns, const std::vector<Size>& sizes) {
    Size all;
    std::size_t at = 0;
    for (const auto& column : columns) {
        Size own;
        for (std::size_t row = 0; row < column.size(); ++row, ++at) {
            own.width = std::max(own.width, sizes[at].width);
            own.height += sizes[at].height;
        }
        all.width += own.width + column_gap;
        all.height = std::max(all.height, own.height);
    }
    return all;
}

}  // namespace

Sheet sheet_of(const Plan& plan) {
    // An arrow to another column is harder to follow: columns must make the print a good deal larger.
    constexpr double worth = 1.05;
    const auto& rows = plan.rows[0];
    Sheet best{{rows}, scale_of({plan.frames[0].width, plan.frames[0].height})};
    if (plan.drawing.boxes[0].kind == Box::Kind::parallel) return best;
    std::vector<Size> sizes;
    for (const auto& row : rows) sizes.push_back(size_of(plan, row));
    for (std::size_t columns = 2; columns <= 8 && columns * 2 <= rows.size(); ++columns) {
        auto shared = shared_out(rows, sizes, columns);
        const double scale = scale_of(size_of(shared, sizes)) / worth;
        if (scale > best.scale) best = {std::move(shared), scale};
    }
    return best;
}

Drawing in_columns(const Drawing& drawing, const Sheet& sheet) {
    Drawing made = drawing;
    made.boxes[0].children.clear();
    for (const auto& rows : sheet.columns) {
        Box column;
        column.kind = Box::Kind::compound;
        for (const auto& row : rows) {
            column.children.insert(column.children.end(), row.begin(), row.end());
        }
        const auto& initial = drawing.boxes[0].initial;
        const bool begins = initial.size() == 1 &&
                            std::ranges::find(column.children, initial.front()) != column.children.end();
        if (begins) {
            column.initial = initial;
            made.boxes[0].initial.clear();
        }
        made.boxes[0].children.push_back(made.boxes.size());
        made.boxes.push_back(std::move(column));
    }
    return made;
}

}  // namespace wissel::statechart::layout
