-- Assertions on the language and its libraries, a line for each group that held.
local way = ...
local function group(name, body)
  local ok, message = pcall(body)
  if not ok then print("FAIL: " .. way .. " " .. name .. ": " .. tostring(message)) os.exit(1) end
  print("PASS: " .. way .. " " .. name)
end

group("integers", function()
  assert(7 // 2 == 3 and -7 // 2 == -4 and 7 % -3 == -2 and -7 % 3 == 2)
  assert(math.maxinteger + 1 == math.mininteger and math.mininteger // -1 == math.mininteger)
  assert(1 << 63 == math.mininteger and 1 << 64 == 0 and -1 >> 60 == 15 and 1 << -1 == 0)
  assert(5 & 3 == 1 and 5 | 3 == 7 and 5 ~ 3 == 6 and ~0 == -1)
  assert(not pcall(function() return 1 // 0 end) and not pcall(function() return 1 % 0 end))
  assert(math.ult(1, -1) and math.tointeger(3.0) == 3 and not math.tointeger(3.5))
  assert("10" + 5 == 15 and "0x10" * 1 == 16 and 10 .. 20 == "1020")
end)

group("floats", function()
  assert(1 / 2 == 0.5 and 2 ^ 10 == 1024.0 and 7.5 // 2 == 3.0 and -7.5 % 2 == 0.5)
  assert(1 / 0 == math.huge and -1 / 0 == -math.huge and 0 / 0 ~= 0 / 0)
  assert(math.floor(-3.5) == -4 and math.ceil(-3.5) == -3 and math.fmod(-7, 3) == -1)
  assert(1e15 == 10 ^ 15 and 0x1p4 == 16.0 and tostring(1e100) == "1e+100")
  assert(1 < 1.5 and 2 ^ 53 == 2 ^ 53 + 0 and math.type(1) == "integer" and math.type(1.0) == "float")
  assert(math.maxinteger < math.huge and math.maxinteger + 0.0 == 2 ^ 63)
end)

group("strings", function()
  assert(("abc"):rep(3, "-") == "abc-abc-abc" and ("hello"):sub(-3, -2) == "ll")
  assert(("x"):byte() == 120 and string.char(72, 105) == "Hi" and #"a\0b" == 3)
  assert(("key = value"):match("^(%w+)%s*=%s*(%w+)$") == "key")
  assert(("a,b,,c"):gsub(",", ";", 2) == "a;b;,c" and ("abc"):gsub("%w", "%0%0") == "aabbcc")
  assert(("THE (quick) fox"):find("%((%a+)%)") == 5 and ("f(a(b)c)d"):match("%b()") == "(a(b)c)")
  assert(("%d %5.2f %q %s"):format(3, 3.14159, "a\n", nil) == '3  3.14 "a\\\n" nil')
  assert(("THE (quick) fox"):gsub("%f[%a]%a+", string.lower) == "the (quick) fox")
  local packed = string.pack("<i4 z s1 d", -2, "zero", "one", 0.5)
  local a, b, c, d = string.unpack("<i4 z s1 d", packed)
  assert(a == -2 and b == "zero" and c == "one" and d == 0.5)
  assert(not pcall(string.rep, "x", -1) or ("x"):rep(-1) == "")
  assert(("x"):rep(1000):gsub("x", { x = "yy" }) == ("y"):rep(2000))
end)

group("tables", function()
  local t = { 1, 2, 3, n = 4, [10] = 5 }
  assert(#t == 3 and t.n == 4 and t[10] == 5 and select("#", table.unpack(t)) == 3)
  table.insert(t, 2, "x")
  assert(t[2] == "x" and t[4] == 3 and table.remove(t, 1) == 1 and t[1] == "x")
  assert(table.concat({ 1, 2, 3 }, ", ", 2, 3) == "2, 3")
  local m = table.move({ 1, 2, 3 }, 1, 3, 2)
  assert(m[1] == 1 and m[2] == 1 and m[4] == 3)
  local s = {}
  for i = 1, 500 do s[i] = (i * 7919) % 501 end
  table.sort(s, function(a, b) return a > b end)
  for i = 2, 500 do assert(s[i - 1] >= s[i]) end
  local big = {}
  for i = 1, 2000 do big["k" .. i] = i end
  for i = 1, 2000, 2 do big["k" .. i] = nil end
  local count, sum = 0, 0
  for _, v in pairs(big) do count, sum = count + 1, sum + v end
  assert(count == 1000 and sum == 1001000 and next({}) == nil and rawlen({ 1, 2 }) == 2)
end)

group("functions", function()
  local function variadic(...) return select("#", ...), ... end
  assert(variadic() == 0 and select(2, variadic(nil, nil)) == nil)
  local function counter() local n = 0 return function() n = n + 1 return n end end
  local a, b = counter(), counter()
  assert(a() == 1 and a() == 2 and b() == 1)
  local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
  assert(loop(100000) == "done")
  local list = {}
  for i = 1, 3 do list[i] = function() i = i + 1 return i end end
  assert(list[1]() == 2 and list[1]() == 3 and list[3]() == 4)
  local sum = 0
  for i = 10, 1, -3 do sum = sum + i end
  assert(sum == 22)
  for _ = 1, 3 do goto continue sum = 0 ::continue:: end
  assert(sum == 22)
end)

group("metatables", function()
  local vector = {}
  vector.__index = vector
  vector.__add = function(a, b) return setmetatable({ a[1] + b[1] }, vector) end
  vector.__eq = function(a, b) return a[1] == b[1] end
  vector.__lt = function(a, b) return a[1] < b[1] end
  vector.__le = function(a, b) return a[1] <= b[1] end
  vector.__call = function(self, x) return self[1] * x end
  vector.__concat = function(a, b) return "v" .. (type(b) == "table" and b[1] or b) end
  vector.__len = function() return 42 end
  vector.__close = function(v) v.closed = true end
  local function new(x) return setmetatable({ x }, vector) end
  assert((new(1) + new(2)) == new(3) and new(1) < new(2) and new(2) <= new(2))
  assert(new(3)(4) == 12 and #new(1) == 42 and new(1) .. "x" == "vx")
  local kept = new(5)
  do local v <close> = kept end
  assert(kept.closed)
  local log = {}
  local proxy = setmetatable({}, { __index = function(_, k) return k .. "!" end,
    __newindex = function(t, k, v) log[#log + 1] = k rawset(t, k, v) end })
  proxy.a = 1
  proxy.a = 2
  assert(proxy.b == "b!" and #log == 1 and proxy.a == 2)
end)

group("coroutines", function()
  local function numbers(n) return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i) end
  end) end
  local sum = 0
  for i in numbers(10) do sum = sum + i end
  assert(sum == 55)
  local co = coroutine.create(function(a, b)
    local c = coroutine.yield(a + b)
    local ok = pcall(function() coroutine.yield(c * 2) error("x") end)
    return ok
  end)
  assert(select(2, coroutine.resume(co, 1, 2)) == 3 and select(2, coroutine.resume(co, 5)) == 10)
  assert(select(2, coroutine.resume(co)) == false and coroutine.status(co) == "dead")
  assert(not coroutine.resume(co) and not coroutine.isyieldable())
  local closing = coroutine.create(function() local x <close> = setmetatable({},
    { __close = function() sum = 0 end }) coroutine.yield() end)
  coroutine.resume(closing)
  assert(coroutine.close(closing) and sum == 0)
end)

group("errors", function()
  local ok, message = pcall(error, { code = 7 })
  assert(not ok and message.code == 7)
  assert(select(2, pcall(function() local x = nil; return x.field end)):find("nil value"))
  local _, trace = xpcall(function() error("deep") end, debug.traceback)
  assert(trace:find("deep") and trace:find("traceback"))
  assert(not pcall(function() local function f() return 1 + f() end return f() end))
  assert(not load("x = = 1") and select(2, load("for", "=name")):find("^name:1:"))
  assert(not pcall(string.format, "%d", "x") and not pcall(setmetatable, 1, {}))
end)

group("loading", function()
  local env = { y = 3 }
  assert(load("return y * 2", "chunk", "t", env)() == 6)
  local f = load(string.dump(function(a) return a + 1 end))
  assert(f(1) == 2 and load(function() return nil end))
  local parts, at = { "return ", "1 ", "+ 2" }, 0
  assert(load(function() at = at + 1 return parts[at] end)() == 3)
  local source = {}
  for i = 1, 300 do source[i] = "local a" .. i % 150 .. " = " .. i end
  assert(not load(table.concat(source, "\n")))
  source = {}
  for i = 1, 1000 do source[i] = "x[" .. i .. "] = " .. i .. ".25" end
  env.x = {}
  load(table.concat(source, "\n"), "c", "t", env)()
  assert(env.x[1000] == 1000.25 and #env.x == 1000)
end)

group("collection", function()
  local weak = setmetatable({}, { __mode = "k" })
  local kept = {}
  weak[kept] = 1
  weak[{}] = 2
  local finalized = 0
  for _ = 1, 100 do setmetatable({}, { __gc = function() finalized = finalized + 1 end }) end
  collectgarbage() collectgarbage()
  local count = 0
  for _ in pairs(weak) do count = count + 1 end
  assert(count == 1 and finalized == 100)
  assert(collectgarbage("generational") and collectgarbage("incremental") == "generational")
  local list
  for i = 1, 20000 do list = { list, i, tostring(i) } end
  local n = 0
  while list do n, list = n + 1, list[1] end
  assert(n == 20000)
end)

group("libraries", function()
  assert(utf8.char(228, 8364) == "ä€" and utf8.len("ä€x") == 3 and utf8.codepoint("€") == 8364)
  assert(not utf8.len("\xff") and utf8.offset("ä€x", 3) == 6)
  local sum = 0
  for _, c in utf8.codes("aä") do sum = sum + c end
  assert(sum == 97 + 228)
  assert(os.time({ year = 2020, month = 1, day = 2, hour = 12 }) > 0 and os.getenv("PATH"))
  assert(os.date("!%Y-%m-%d", 86400) == "1970-01-02")
  local name = os.tmpname()
  local file <close> = assert(io.open(name, "w+"))
  file:write("one\n", 2, "\n", 3.5, "\nrest")
  file:seek("set")
  assert(file:read("l", "n", "n", "l", "a") == "one")
  file:seek("set", 4)
  local a, b = file:read("n", "n")
  assert(a == 2 and b == 3.5)
  local lines = {}
  file:flush()
  for line in io.lines(name) do lines[#lines + 1] = line end
  assert(#lines == 4 and os.remove(name) and not io.open(name))
  local info = debug.getinfo(group, "SnlutfrL")
  assert(info.what == "Lua" and info.nparams == 2 and package.path and require("string") == string)
end)
