-- Sends the requests of a file, one after the other from a given place on, and prints one line of JSON. A line of the
-- file is a path, and after a tab one header that this request has beside the others.
local requests, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local path, name, value = line:match('^([^\t]+)\t([^:]+): (.+)$')
    local headers = {}
    for known, said in pairs(wrk.headers) do headers[known] = said end
    if name then headers[name] = value end
    requests[#requests + 1] = wrk.format('GET', path or line, headers)
  end
  at = tonumber(args[2])
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"bytes":%d,"failures":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
