--- Reads the handshake of the latest sse session of such a client.
-- KEYS[1] the handshake of such clients
-- Returns it, or nil where there is none.
return redis.call('GET', KEYS[1]) or nil
