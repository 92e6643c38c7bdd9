-- wrk: each connection asks for the status about once a second, without a tag, so that each answer is a whole document.
-- From the environment: POLL_KEY, POLL_PATH.
function init(args)
    math.randomseed(1)
    wrk.headers["Authorization"] = "Bearer " .. os.getenv("POLL_KEY")
    wrk.headers["Accept-Encoding"] = "gzip"
    wrk.path = os.getenv("POLL_PATH") or "/v1/status"
end

function delay()
    return math.random(500, 1500)
end

dofile(os.getenv("WRK_SUMMARY"))
