-- wrk: moves cases on, each request another one, over and over. From the environment: POST_KEY, MOVE_CASES (a file with
-- the id of a case a line), MOVE_VERSION (of all of them at the start), MOVE_EVENTS (how many versions a move adds),
-- MOVE_BODY. One thread only (-t1); many more cases than connections, so that a case has been answered when its next turn
-- comes.
local ids, version, step = {}, tonumber(os.getenv("MOVE_VERSION")), tonumber(os.getenv("MOVE_EVENTS"))
local body = os.getenv("MOVE_BODY")
local at = -1  -- wrk asks for one request before it begins, and does not send it

for id in io.lines(os.getenv("MOVE_CASES")) do ids[#ids + 1] = id end

function request()
    if at < 0 then
        at = 0
        return wrk.format("GET", "/health/live")
    end
    local turn = math.floor(at / #ids)
    local id = ids[at % #ids + 1]
    at = at + 1
    return wrk.format("POST", "/v1/cases/" .. id .. "/transitions", {
        ["Authorization"] = "Bearer " .. os.getenv("POST_KEY"),
        ["Content-Type"] = "application/json",
        ["If-Match"] = '"' .. (version + turn * step) .. '"',
    }, body)
end

dofile(os.getenv("WRK_SUMMARY"))
