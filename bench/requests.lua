-- Sends the requests of a file, one after another and from the beginning again when it is through.
-- Each line is METHOD, path, cookie and body, separated by tabs; all of them are put together before the load starts.

local requests = {}
local at = 0

function init(args)
  for line in io.lines(args[1]) do
    local method, path, cookie, body = line:match("^(%u+)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { ["Accept-Encoding"] = "gzip", ["Sec-Fetch-Site"] = "same-origin" }
    if cookie ~= "" then headers["Cookie"] = cookie end
    if method == "POST" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    requests[#requests + 1] = wrk.format(method, path, headers, method == "POST" and body or nil)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

-- One line that a program can read: requests, seconds, middle and 99th hundredth in milliseconds, and what went wrong.
function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format("figures %d %.6f %.3f %.3f %d\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
