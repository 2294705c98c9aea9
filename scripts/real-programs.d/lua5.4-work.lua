-- The work that Lua is timed on: a search, a sort, tables and strings.
local function queens(n, row, columns, up, down)
  if row > n then return 1 end
  local count = 0
  for c = 1, n do
    if not (columns[c] or up[row + c] or down[row - c + n]) then
      columns[c], up[row + c], down[row - c + n] = true, true, true
      count = count + queens(n, row + 1, columns, up, down)
      columns[c], up[row + c], down[row - c + n] = false, false, false
    end
  end
  return count
end
print(queens(8, 1, {}, {}, {}))

local state = 12345
local function random()
  state = (state * 1103515245 + 12345) % 2147483648
  return state
end
local values = {}
for i = 1, 100000 do values[i] = random() end
table.sort(values)
print(values[1], values[50000], values[100000])

local words = {}
for i = 1, 30000 do words[#words + 1] = string.format("%05d-%x", i, random()) end
local text = table.concat(words, " ")
local count = 0
for a, b in text:gmatch("(%d+)%-(%x+)") do
  if tonumber(b, 16) % 2 == tonumber(a) % 2 then count = count + 1 end
end
print(#text, count, #text:gsub("%x%x", { ["00"] = "zero" }))

local sum = 0.0
for i = 1, 3000000 do sum = sum + (i % 7) * 0.5 end
print(sum)
