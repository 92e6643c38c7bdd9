-- wrk: posts reports, each with an ownReference of its own. From the environment: POST_KEY, POST_BODY (a file that
-- holds a report with the ownReference POST_MARK), POST_PREFIX (as long as the first part of it, unique to the run),
-- POST_IDEMPOTENT=1 for an Idempotency-Key with each. One thread only (-t1).
local mark = os.getenv("POST_MARK")
local prefix = os.getenv("POST_PREFIX")
local count = 0
local parts = {}

local function split(text)
    local from = 1
    while true do
        local first, last = text:find(mark, from, true)
        if not first then break end
        parts[#parts + 1] = text:sub(from, first - 1)
        from = last + 1
    end
    parts[#parts + 1] = text:sub(from)
end

function init(args)
    local file = assert(io.open(os.getenv("POST_BODY"), "rb"))
    local body = file:read("*a")
    file:close()
    local headers = {
        ["Authorization"] = "Bearer " .. os.getenv("POST_KEY"),
        ["Content-Type"] = "application/json",
    }
    if os.getenv("POST_IDEMPOTENT") == "1" then headers["Idempotency-Key"] = mark end
    split(wrk.format("POST", "/v1/cases", headers, body))
end

function request()
    count = count + 1
    return table.concat(parts, prefix .. string.format("%0" .. #mark - #prefix .. "d", count))
end

dofile(os.getenv("WRK_SUMMARY"))
