// name:    engine_clock
// summary: The engine's own time, epoch milliseconds.
// params:  -
// returns: one; now: int
// access:  read
// cost:    nothing.

RETURN timestamp() AS now
