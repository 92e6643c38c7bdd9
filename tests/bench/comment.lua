-- wrk: comments on cases, each request on another one, over and over. From the environment: POST_KEY, COMMENT_CASES (a file
-- with the id of a case a line). One thread only (-t1).
local ids = {}
local at = 0
local headers = {
    ["Authorization"] = "Bearer " .. os.getenv("POST_KEY"),
    ["Content-Type"] = "application/json",
}

for id in io.lines(os.getenv("COMMENT_CASES")) do ids[#ids + 1] = id end

function request()
    at = at % #ids + 1
    return wrk.format("POST", "/v1/cases/" .. ids[at] .. "/comments", headers, '{"text":"Wij kijken hiernaar."}')
end

dofile(os.getenv("WRK_SUMMARY"))
