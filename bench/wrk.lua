-- Replays random lines of a file: PATH \t COOKIE. Prints one line of JSON with the counts.
local requests, n = {}, 0

function init()
  math.randomseed(tonumber(os.getenv("BENCH_SEED")))
  for line in io.lines(os.getenv("BENCH_FILE")) do
    local path, cookie = line:match("^([^\t]*)\t?(.*)$")
    local headers = { Accept = "application/json" }
    if cookie ~= "" then headers["Cookie"] = cookie end
    n = n + 1
    requests[n] = wrk.format("GET", path, headers)
  end
end

function request()
  return requests[math.random(n)]
end

function done(summary, latency)
  io.write(string.format('\nJSON{"requests":%d,"seconds":%.3f,"p50":%.3f,"p95":%.3f,"p99":%.3f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, summary.errors.status))
end
