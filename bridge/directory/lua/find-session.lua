--- Tells who owns a session.
-- KEYS[1] the session
-- Returns {replica id, empty where the session is free; its URL; epoch}, or nil where there is no such session or it is over.
local owner, url, epoch, over = unpack(redis.call('HMGET', KEYS[1], 'owner', 'url', 'epoch', 'over'))
if not owner or over then return nil end
return {owner, url, epoch}
