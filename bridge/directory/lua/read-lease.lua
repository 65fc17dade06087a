--- Tells who holds a lease, and for how long.
-- KEYS[1] the lease of a replica's tag
-- Returns {what it says of its holder, milliseconds that it still runs}, or nil where nobody holds it.
local holder = redis.call('GET', KEYS[1])
if not holder then return nil end
return {holder, redis.call('PTTL', KEYS[1])}
